package io.packetframe.monitor.linux;

import io.packetframe.PacketFrameException;
import io.packetframe.bpf.AttachTarget;
import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.LoadOptions;
import io.packetframe.bpf.Program;
import io.packetframe.bpf.link.AttachedXdp;
import io.packetframe.net.InterfaceName;
import io.packetframe.sys.linux.Syscalls;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An XDP program that an interface runs already, and that frames pass on their way to it: we see
 * them where the kernel enters it (fentry, Linux 5.5, commit 5b92a28aae4d), and it runs as before.
 */
final class PassedProgram {
  private static final String PASSING = "net_passing";

  private final Syscalls syscalls;
  private final InterfaceName interfaceName;
  private final int interfaceIndex;
  private final AttachedXdp.Occupied there;

  PassedProgram(
      Syscalls syscalls,
      InterfaceName interfaceName,
      int interfaceIndex,
      AttachedXdp.Occupied there) {
    this.syscalls = syscalls;
    this.interfaceName = interfaceName;
    this.interfaceIndex = interfaceIndex;
    this.there = there;
  }

  /** Returns the program that is there; empty where the place is free. */
  static Optional<PassedProgram> on(Syscalls syscalls, InterfaceName name, int index) {
    return AttachedXdp.on(syscalls, index) instanceof AttachedXdp.Occupied occupied
        ? Optional.of(new PassedProgram(syscalls, name, index, occupied))
        : Optional.empty();
  }

  /**
   * Loads the monitor with its ingress in front of the program.
   *
   * @throws PacketFrameException if the program has no types or the kernel refuses: it is named
   */
  LoadedPrograms watch(LinuxMonitors platform) throws PacketFrameException {
    String name = WatchedInterface.program(syscalls, there);
    try (Program program = Program.openById(syscalls, there.programId())) {
      LoadedPrograms programs = inFrontOf(platform, program, interfaceIndex);
      programs.remark("ingress of " + interfaceName + ": counted in front of " + name);
      return programs;
    } catch (PacketFrameException e) {
      throw WatchedInterface.taken(
          syscalls, interfaceName, there, "; it cannot be watched: " + e.getMessage());
    }
  }

  static LoadedPrograms inFrontOf(LinuxMonitors platform, Program program, int interfaceIndex)
      throws PacketFrameException {
    AttachTarget target =
        AttachTarget.ofProgram(program)
            .orElseThrow(() -> new PacketFrameException(program + " was loaded without types"));
    LoadedPrograms programs =
        NetworkMonitor.load(
            platform,
            LoadOptions.defaults()
                .set("watched_interface", interfaceIndex)
                .without("net_ingress")
                .with(PASSING)
                .target(PASSING, target),
            UnaryOperator.identity());
    try {
      programs.attachWhereLoadedFor(PASSING);
      return programs;
    } catch (BpfException e) {
      programs.close();
      throw e;
    }
  }

  /**
   * Another program in its place would not be watched. Where the kernel does not say who is there,
   * nothing is claimed: the count goes on.
   *
   * @throws PacketFrameException if the interface runs another one now, or none
   */
  void requireInPlace() throws PacketFrameException {
    requireInPlace(AttachedXdp.on(syscalls, interfaceIndex));
  }

  void requireInPlace(AttachedXdp now) throws PacketFrameException {
    boolean isThere =
        switch (now) {
          case AttachedXdp.Occupied occupied -> occupied.programId() == there.programId();
          case AttachedXdp.Free _ -> false;
          case AttachedXdp.NotKnown _ -> true;
        };
    if (!isThere) {
      throw new PacketFrameException(
          "interface "
              + interfaceName
              + " no longer runs program "
              + Integer.toUnsignedString(there.programId())
              + ", in front of which its frames were counted: start the monitor again");
    }
  }
}
