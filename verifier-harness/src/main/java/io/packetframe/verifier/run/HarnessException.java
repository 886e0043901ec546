package io.packetframe.verifier.run;

import io.packetframe.PacketFrameException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The harness cannot do its work: something of its own is missing or broken. */
public final class HarnessException extends PacketFrameException {
  private static final long serialVersionUID = 1L;

  HarnessException(String message, @Nullable String remedy) {
    super(message, remedy, null);
  }

  /** Says that a folder lies in no checkout. */
  public static HarnessException noCheckout(Path folder) {
    return new HarnessException(
        folder + " lies in no checkout of PacketFrame (no qemu-images/kernels.json above it)",
        "run the command inside one");
  }
}
