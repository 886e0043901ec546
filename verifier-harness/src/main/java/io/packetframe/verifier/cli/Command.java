package io.packetframe.verifier.cli;

import io.packetframe.PacketFrameException;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One command: what it is called and takes, and what it does. */
interface Command {
  /** Returns name, options and help. Made in code: annotations cost reflection at each start. */
  CommandSpec spec();

  /** Does it and returns the exit code. */
  int run(ParseResult given, Console console) throws IOException, PacketFrameException;
}
