package io.packetframe.bpf;

import io.packetframe.PacketFrameException;
import io.packetframe.spec.ProgramSpec;

/** What the running kernel has under the name of an extern. */
sealed interface KernelSymbol {
  /** Nothing: an address of 0; a call that the verifier must never reach. */
  record Missing() implements KernelSymbol {}

  /** A symbol of no known type. */
  record Address(long address) implements KernelSymbol {}

  /** A variable or a function, by its type. */
  record Typed(AttachTarget type) implements KernelSymbol {}

  /** Finds one for a program. */
  @FunctionalInterface
  interface Finder {
    KernelSymbol find(ProgramSpec program, String name) throws PacketFrameException;
  }
}
