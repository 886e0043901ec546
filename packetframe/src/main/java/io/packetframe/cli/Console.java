package io.packetframe.cli;

import io.packetframe.PacketFrameException;
import java.io.PrintStream;
import java.util.function.BooleanSupplier;

/**
 * Where a command writes.
 *
 * @param out the answer, and nothing else
 * @param err everything about how it went
 * @param colour asks whether the answer may carry colours: a person reads it on a terminal
 */
record Console(PrintStream out, PrintStream err, BooleanSupplier colour) {

  /** Says why a command ended, with the remedy where one is known. */
  void fail(PacketFrameException failure) {
    err.println("packetframe: " + failure.getMessage());
    failure.remedy().ifPresent(remedy -> err.println("  remedy: " + remedy));
  }
}
