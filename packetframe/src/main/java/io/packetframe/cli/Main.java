package io.packetframe.cli;

import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.sys.linux.Terminal;

/** The program {@code packetframe}. */
public final class Main {
  private static final int STANDARD_OUTPUT = 1;

  private Main() {}

  /** Runs the command and exits with its code. */
  public static void main(String[] args) {
    Syscalls syscalls = LinuxSystem.syscalls();
    boolean colour =
        System.getenv("NO_COLOR") == null && Terminal.isTerminal(syscalls, STANDARD_OUTPUT);
    Console console = new Console(System.out, System.err, colour);
    int code = new CommandLineInterface(console, syscalls).run(args);
    System.out.flush();
    System.err.flush();
    // Nothing here waits for shutdown hooks, and JNA's cleaner would cost milliseconds.
    Runtime.getRuntime().halt(code);
  }
}
