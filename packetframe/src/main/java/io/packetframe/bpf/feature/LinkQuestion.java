package io.packetframe.bpf.feature;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.spec.AttachType;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramSection;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.Syscalls;
import java.util.List;

/**
 * Asks for a link from a real program to a target that is not there. A kernel with that kind of
 * link misses the target; one without it refuses the question.
 */
record LinkQuestion(LinkKind kind) implements Question {
  private static final int NO_DESCRIPTOR = -1;

  /** No network namespace has that many interfaces. */
  private static final int NO_INTERFACE = Integer.MAX_VALUE;

  /** An address that no process has mapped. */
  private static final long NOWHERE = 1;

  private static final int NO_PROTOCOL = 255;

  private static final Errno EAFNOSUPPORT = new Errno(97);

  @Override
  public Answer ask(Syscalls syscalls) {
    return switch (kind) {
      // The kernel has the attach type since it has the link, and knows no interface from EINVAL.
      case XDP -> new AttachTypeQuestion(AttachType.XDP).ask(syscalls);
      case CGROUP ->
          link(
              syscalls,
              ProgramType.CGROUP_SKB,
              "cgroup_skb/egress",
              attr(NO_DESCRIPTOR, AttachType.CGROUP_INET_EGRESS),
              Errno.EBADF);
      case PERF_EVENT ->
          link(
              syscalls,
              ProgramType.TRACEPOINT,
              "tracepoint",
              attr(NO_DESCRIPTOR, AttachType.PERF_EVENT),
              Errno.EBADF);
      case KPROBE_MULTI ->
          link(
              syscalls,
              ProgramType.KPROBE,
              "kprobe.multi",
              attr(0, AttachType.TRACE_KPROBE_MULTI).u32(20, 1).u64(32, NOWHERE),
              Errno.EFAULT);
      case UPROBE_MULTI ->
          link(
              syscalls,
              ProgramType.KPROBE,
              "uprobe.multi",
              // The root directory is a path, but no file to probe.
              attr(0, AttachType.TRACE_UPROBE_MULTI)
                  .pointer(16, NativeMemory.cString("/"))
                  .u64(24, NOWHERE)
                  .u32(48, 1),
              Errno.EBADF);
      case NETFILTER ->
          link(
              syscalls,
              ProgramType.NETFILTER,
              "netfilter",
              attr(0, AttachType.NETFILTER).u32(16, NO_PROTOCOL),
              EAFNOSUPPORT);
      case TCX ->
          link(
              syscalls,
              ProgramType.SCHED_CLS,
              "tcx/ingress",
              attr(NO_INTERFACE, AttachType.TCX_INGRESS),
              Errno.ENODEV);
      case NETKIT ->
          link(
              syscalls,
              ProgramType.SCHED_CLS,
              "netkit/primary",
              attr(NO_INTERFACE, AttachType.NETKIT_PRIMARY),
              Errno.ENODEV);
    };
  }

  private static KernelStruct attr(int target, AttachType type) {
    return new KernelStruct(64).u32(4, target).u32(8, type.number());
  }

  private Answer link(
      Syscalls syscalls,
      ProgramType type,
      String section,
      KernelStruct attr,
      Errno missesTheTarget) {
    List<Instruction> code = List.of(Instruction.move(Instruction.R0, 0), Instruction.exit());
    try (Program program =
        Program.loadWithSmallLog(
            syscalls, SmallestProgram.of(type, ProgramSection.of(section), code))) {
      long answer = syscalls.bpf(BpfCommand.LINK_CREATE, attr.u32(0, program.fd().number()));
      if (!Errno.isError(answer)) {
        new Fd(syscalls, answer).close();
      }
      return Complaint.judge(
          "link as " + kind.name(), answer, missesTheTarget, Errno.EINVAL, Errno.EOPNOTSUPP);
    } catch (BpfException e) {
      // No program of that type or attach type: nothing to link.
      return e.errno().equals(Errno.EINVAL) && e.log().isEmpty()
          ? new Answer.Unsupported(e.errno().toString())
          : Answer.inconclusive(e);
    }
  }
}
