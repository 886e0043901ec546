package io.packetframe.bpf;

import io.packetframe.PacketFrameException;
import org.jspecify.annotations.Nullable;

/** The types of the kernel cannot be read, or have not what a program asks for. */
public final class KernelTypesException extends PacketFrameException {
  private static final long serialVersionUID = 1L;

  KernelTypesException(String message, @Nullable Throwable cause) {
    super(message, null, cause);
  }

  KernelTypesException(String message) {
    this(message, null);
  }
}
