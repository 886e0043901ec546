package io.packetframe.bpf.feature;

import io.packetframe.bpf.AttachTarget;
import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.spec.AttachType;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.spec.ProgramSection;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.Syscalls;
import java.util.List;
import java.util.Optional;

/**
 * Asks for an attach type without attaching: with descriptors that are not there, with a type of
 * the kernel that is no function, or with what came in together with it.
 */
record AttachTypeQuestion(AttachType type) implements Question {
  private static final int NO_DESCRIPTOR = -1;

  /** The first type of the kernel: a number, neither a function nor a typedef. */
  private static final AttachTarget NO_FUNCTION = AttachTarget.inKernel(1);

  private static final String[] NO_FUNCTION_SAID = {"is not a function", "is not a typedef"};

  /** {@code struct bpf_devmap_val} and {@code bpf_cpumap_val}: with a program's descriptor. */
  private static final int VALUE_WITH_PROGRAM = 8;

  @Override
  public Answer ask(Syscalls syscalls) {
    return switch (type) {
      case TRACE_RAW_TP -> load(syscalls, ProgramType.TRACING, "tp_btf");
      case TRACE_FENTRY -> load(syscalls, ProgramType.TRACING, "fentry");
      case TRACE_FEXIT -> load(syscalls, ProgramType.TRACING, "fexit");
      case MODIFY_RETURN -> load(syscalls, ProgramType.TRACING, "fmod_ret");
      case TRACE_ITER -> load(syscalls, ProgramType.TRACING, "iter");
      case LSM_MAC -> load(syscalls, ProgramType.LSM, "lsm");
      case XDP_DEVMAP -> mapWithPrograms(syscalls, MapType.DEVMAP);
      case XDP_CPUMAP -> mapWithPrograms(syscalls, MapType.CPUMAP);
      case STRUCT_OPS -> new ProgramTypeQuestion(ProgramType.STRUCT_OPS).ask(syscalls);
      case PERF_EVENT -> new LinkQuestion(LinkKind.PERF_EVENT).ask(syscalls);
      case TRACE_KPROBE_MULTI -> new LinkQuestion(LinkKind.KPROBE_MULTI).ask(syscalls);
      case TRACE_UPROBE_MULTI -> new LinkQuestion(LinkKind.UPROBE_MULTI).ask(syscalls);
      case NETFILTER -> new LinkQuestion(LinkKind.NETFILTER).ask(syscalls);
      case SK_REUSEPORT_SELECT,
          SK_REUSEPORT_SELECT_OR_MIGRATE,
          TRACE_KPROBE_SESSION,
          TRACE_UPROBE_SESSION ->
          new Answer.Inconclusive("only attaching a program would tell", Optional.empty());
      case CGROUP_INET_INGRESS,
          CGROUP_INET_EGRESS,
          CGROUP_INET_SOCK_CREATE,
          CGROUP_SOCK_OPS,
          SK_SKB_STREAM_PARSER,
          SK_SKB_STREAM_VERDICT,
          CGROUP_DEVICE,
          SK_MSG_VERDICT,
          CGROUP_INET4_BIND,
          CGROUP_INET6_BIND,
          CGROUP_INET4_CONNECT,
          CGROUP_INET6_CONNECT,
          CGROUP_INET4_POST_BIND,
          CGROUP_INET6_POST_BIND,
          CGROUP_UDP4_SENDMSG,
          CGROUP_UDP6_SENDMSG,
          LIRC_MODE2,
          FLOW_DISSECTOR,
          CGROUP_SYSCTL,
          CGROUP_UDP4_RECVMSG,
          CGROUP_UDP6_RECVMSG,
          CGROUP_GETSOCKOPT,
          CGROUP_SETSOCKOPT,
          CGROUP_INET4_GETPEERNAME,
          CGROUP_INET6_GETPEERNAME,
          CGROUP_INET4_GETSOCKNAME,
          CGROUP_INET6_GETSOCKNAME,
          CGROUP_INET_SOCK_RELEASE,
          SK_LOOKUP,
          XDP,
          SK_SKB_VERDICT,
          LSM_CGROUP,
          TCX_INGRESS,
          TCX_EGRESS,
          CGROUP_UNIX_CONNECT,
          CGROUP_UNIX_SENDMSG,
          CGROUP_UNIX_RECVMSG,
          CGROUP_UNIX_GETPEERNAME,
          CGROUP_UNIX_GETSOCKNAME,
          NETKIT_PRIMARY,
          NETKIT_PEER ->
          attachNothing(syscalls);
    };
  }

  /**
   * The kernel looks the type up before the program (bpf_prog_attach in kernel/bpf/syscall.c): of a
   * type that it knows it misses the program.
   */
  private Answer attachNothing(Syscalls syscalls) {
    KernelStruct attr =
        new KernelStruct(16).u32(0, NO_DESCRIPTOR).u32(4, NO_DESCRIPTOR).u32(8, type.number());
    return Complaint.judge(
        "attach as " + type.name(),
        syscalls.bpf(BpfCommand.PROG_ATTACH, attr),
        Errno.EBADF,
        Errno.EINVAL);
  }

  /** The verifier says what is wrong with the target only where it knows the attach type. */
  private static Answer load(Syscalls syscalls, ProgramType type, String section) {
    ProgramSpec spec =
        SmallestProgram.of(
            type,
            ProgramSection.of(section),
            List.of(Instruction.move(Instruction.R0, 0), Instruction.exit()));
    try (Program _ = Program.load(syscalls, spec, NO_FUNCTION)) {
      return new Answer.Supported("loaded and verified");
    } catch (BpfException e) {
      for (String said : NO_FUNCTION_SAID) {
        if (e.log().mentions(said)) {
          return new Answer.Supported("known to the verifier");
        }
      }
      return e.errno().equals(Errno.EINVAL)
          ? new Answer.Unsupported(e.errno().toString())
          : Answer.inconclusive(e);
    }
  }

  /** Programs in device and CPU maps came with larger values. */
  private static Answer mapWithPrograms(Syscalls syscalls, MapType map) {
    return MapTypeQuestion.create(
        syscalls, new MapSpec(SmallestProgram.NAME, map, 4, VALUE_WITH_PROGRAM, 1, 0));
  }
}
