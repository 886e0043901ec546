package io.packetframe.verifier.vm;

import java.io.IOException;
import java.util.Optional;

/** Tells whether an accelerator boots a real kernel to its first init line. */
public interface Canary {
  /** Returns why it does not; empty if it does. */
  Optional<String> whyNot(Accelerator accelerator) throws IOException;
}
