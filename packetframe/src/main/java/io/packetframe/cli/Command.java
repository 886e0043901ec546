package io.packetframe.cli;

import io.packetframe.PacketFrameException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** A subcommand. */
interface Command {
  /** Returns the word that chooses it. */
  String name();

  /** Adds its options, arguments and help texts. */
  void describe(CommandSpec specification);

  /**
   * Does it.
   *
   * @return an exit code of {@link ExitCode}
   * @throws PacketFrameException for a failure that ends the command with {@link ExitCode#RUNTIME}
   */
  int run(ParseResult arguments, Console console) throws PacketFrameException;
}
