package io.packetframe.verifier.wire;

import java.io.IOException;

/** A good frame whose content is no message of ours: host and guest differ. */
public final class WireException extends IOException {
  private static final long serialVersionUID = 1L;

  WireException(String what, Throwable cause) {
    super(what, cause);
  }

  WireException(String what) {
    super(what);
  }
}
