package io.packetframe.probe;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.bpf.ProgramInfo;
import io.packetframe.bpf.link.AttachedXdp;
import io.packetframe.bpf.link.KernelLink;
import io.packetframe.bpf.link.Xdp;
import io.packetframe.bpf.link.XdpMode;
import io.packetframe.host.linux.BpfObjectHolder;
import io.packetframe.host.linux.BpfObjectHolders;
import io.packetframe.host.linux.Capability;
import io.packetframe.host.linux.DriverGate;
import io.packetframe.host.linux.NetworkInterface;
import io.packetframe.host.linux.NetworkInterfaces;
import io.packetframe.host.linux.Reading;
import io.packetframe.net.InterfaceName;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.Errno;
import java.util.List;
import java.util.Optional;

/**
 * Attaches the smallest XDP program to an interface and detaches it at once: native first, generic
 * where the driver has none. A program that is there already is named and left alone.
 */
final class XdpAttachProbe extends InterfaceProbe {
  /** The hand-assembled twin of bpf/src/xdp_pass.bpf.c: every frame goes on untouched. */
  static final ProgramSpec XDP_PASS =
      new ProgramSpec(
          "pf_trial",
          ProgramType.XDP,
          List.of(Instruction.move32(Instruction.R0, 2), Instruction.exit()),
          "GPL");

  private final Pacing pacing;

  XdpAttachProbe(InterfaceName interfaceName, Pacing pacing) {
    super(
        new CapabilityDescription(
            "xdp.attach." + PLACEHOLDER,
            false,
            "PacketFrame runs as an XDP program on each interface of an attach directive. Native"
                + " mode runs in the driver and is fast; generic mode works with every driver.",
            "native 4.8, generic 4.12, by BPF link 5.9 (commit aa8d3a716b59)",
            "Attaches a program that passes every frame, native then generic, and detaches it at"
                + " once; attach-settle-time lies between two interfaces. Native is not tried where"
                + " the driver is known to break (rvu_nicpf before 6.8), nothing is tried where a"
                + " program is attached already. A pass proves that the driver takes the program,"
                + " not that it delivers frames.",
            "Where only generic works: attach <interface> generic or auto. Where another program is"
                + " attached: its owner has to give the interface up."),
        interfaceName);
    this.pacing = pacing;
  }

  @Override
  public Verdict ask(ProbedHost host) {
    Reading<NetworkInterface> reading = new NetworkInterfaces(host.files()).find(interfaceName());
    Optional<NetworkInterface> port = reading.optional();
    if (port.isEmpty()) {
      String problem = reading.problem().orElse("");
      return reading instanceof Reading.Absent
          ? Verdict.unsupported("no such interface", problem)
          : Verdict.inconclusive(problem, problem);
    }
    AttachedXdp attached = AttachedXdp.on(host.syscalls(), port.get().index());
    if (attached instanceof AttachedXdp.Occupied occupied) {
      return occupied(host, occupied);
    }
    if (attached instanceof AttachedXdp.NotKnown notKnown) {
      return Verdict.inconclusive(
          "not tried: whether a program is attached is not known", notKnown.why());
    }
    try (Program program = Program.load(host.syscalls(), XDP_PASS)) {
      return tryBoth(host, program, port.get());
    } catch (BpfException e) {
      return refusedByPrivilege(host, e)
          .orElseGet(() -> Verdict.inconclusive(e.getMessage(), e.errno().toString()));
    }
  }

  private Verdict tryBoth(ProbedHost host, Program program, NetworkInterface port) {
    pacing.beforeAttach();
    Optional<String> gate = DriverGate.judge(port.driver(), host.release()).refusal();
    String nativeRefusal;
    if (gate.isPresent()) {
      nativeRefusal = "not tried: " + gate.get();
    } else {
      try (KernelLink _ = attach(program, port, XdpMode.NATIVE)) {
        return new Verdict.Supported("native" + driver(port));
      } catch (BpfException e) {
        Optional<Verdict> privilege = refusedByPrivilege(host, e);
        if (privilege.isPresent()) {
          return privilege.get();
        }
        nativeRefusal = e.errno().toString() + driver(port);
      }
    }
    try (KernelLink _ = attach(program, port, XdpMode.GENERIC)) {
      return new Verdict.Supported("generic only; native: " + nativeRefusal);
    } catch (BpfException e) {
      return refusedByPrivilege(host, e)
          .orElseGet(
              () ->
                  Verdict.unsupported(
                      "native: " + nativeRefusal + "; generic: " + e.errno(),
                      e.errno().toString()));
    }
  }

  private static KernelLink attach(Program program, NetworkInterface port, XdpMode mode)
      throws BpfException {
    return Xdp.attachByLink(program, port.index(), mode);
  }

  private static Optional<Verdict> refusedByPrivilege(ProbedHost host, BpfException e) {
    if (e.errno().equals(Errno.ENOSYS)) {
      return Optional.of(NoSuchSyscall.verdict(host));
    }
    return e.errno().equals(Errno.EPERM)
        ? Optional.of(
            host.whoRefused()
                .ofBpf(Capability.CAP_BPF, Capability.CAP_NET_ADMIN)
                .verdict("attach", e.errno()))
        : Optional.empty();
  }

  private Verdict occupied(ProbedHost host, AttachedXdp.Occupied occupied) {
    String owner = owner(host, occupied.programId());
    return new Verdict.Inconclusive(
        owner + " is attached (" + occupied.mode() + ") and was left alone: not tried",
        Errno.EBUSY.toString(),
        Optional.of("xdp-program:" + occupied.programId()),
        Optional.of(
            "if that program is not needed any more: ip link set dev "
                + interfaceName()
                + " xdp off, or end the process that holds it"));
  }

  private static String owner(ProbedHost host, int programId) {
    StringBuilder owner = new StringBuilder("XDP program ").append(programId);
    try {
      ProgramInfo info = ProgramInfo.of(host.syscalls(), programId);
      owner.append(" \"").append(info.name()).append("\" of user ").append(info.createdByUid());
    } catch (BpfException e) {
      owner.append(" (").append(e.getMessage()).append(")");
    }
    String separator = ", held by ";
    for (BpfObjectHolder holder : BpfObjectHolders.ofProgram(host.files(), programId).holders()) {
      owner.append(separator).append(holder.command()).append('[');
      owner.append(holder.processId()).append(']');
      separator = ", ";
    }
    return owner.toString();
  }

  private static String driver(NetworkInterface port) {
    return port.driver().isPresent() ? " (driver " + port.driver().get() + ")" : "";
  }
}
