package io.packetframe.cli;

import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.Terminal;

/** The program {@code packetframe}. */
public final class Main {
  private static final int STANDARD_OUTPUT = 1;

  private Main() {}

  /** Runs the command and exits with its code. */
  public static void main(String[] args) {
    Console console = new Console(System.out, System.err, Main::isColourWanted);
    int code = new CommandLineInterface(console, LinuxSystem::syscalls).run(args);
    System.out.flush();
    System.err.flush();
    // Nothing here waits for shutdown hooks, and JNA's cleaner would cost milliseconds.
    Runtime.getRuntime().halt(code);
  }

  private static boolean isColourWanted() {
    String refused = System.getenv("NO_COLOR");
    return (refused == null || refused.isEmpty())
        && Terminal.isTerminal(LinuxSystem.syscalls(), STANDARD_OUTPUT);
  }
}
