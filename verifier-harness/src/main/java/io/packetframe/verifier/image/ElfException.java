package io.packetframe.verifier.image;

import java.io.IOException;

/** A file that claims to be ELF and is not what we can read. */
public final class ElfException extends IOException {
  private static final long serialVersionUID = 1L;

  ElfException(String what) {
    super(what);
  }
}
