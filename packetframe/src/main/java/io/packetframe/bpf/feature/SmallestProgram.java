package io.packetframe.bpf.feature;

import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramSection;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import java.util.ArrayList;
import java.util.List;

/** The shortest legal program of each type. */
final class SmallestProgram {
  static final String NAME = "pf_probe";

  private SmallestProgram() {}

  /** Returns {@code r0 = 0; exit}, with what this type has to say about its attachment. */
  static ProgramSpec of(ProgramType type) {
    return with(type, List.of());
  }

  /** Returns instructions and then {@code r0 = 0; exit}. */
  static ProgramSpec with(ProgramType type, List<Instruction> first) {
    List<Instruction> instructions = new ArrayList<>(first);
    instructions.add(Instruction.move(Instruction.R0, 0));
    instructions.add(Instruction.exit());
    return of(type, section(type), instructions);
  }

  static ProgramSpec of(ProgramType type, ProgramSection section, List<Instruction> instructions) {
    return new ProgramSpec(
        NAME, type, section, instructions, List.of(), List.of(), List.of(), List.of(), "GPL");
  }

  /** The types that the kernel loads only with an attach type or a flag. */
  private static ProgramSection section(ProgramType type) {
    return switch (type) {
      case CGROUP_SOCK_ADDR -> ProgramSection.of("cgroup/connect4");
      case CGROUP_SOCKOPT -> ProgramSection.of("cgroup/setsockopt");
      case SK_LOOKUP -> ProgramSection.of("sk_lookup");
      case NETFILTER -> ProgramSection.of("netfilter");
      case SYSCALL -> ProgramSection.of("syscall");
      case TRACING -> ProgramSection.of("fentry");
      case LSM -> ProgramSection.of("lsm");
      case UNSPEC -> throw new IllegalArgumentException("a program has to have a type");
      case SOCKET_FILTER,
          KPROBE,
          SCHED_CLS,
          SCHED_ACT,
          TRACEPOINT,
          XDP,
          PERF_EVENT,
          CGROUP_SKB,
          CGROUP_SOCK,
          LWT_IN,
          LWT_OUT,
          LWT_XMIT,
          SOCK_OPS,
          SK_SKB,
          CGROUP_DEVICE,
          SK_MSG,
          RAW_TRACEPOINT,
          LWT_SEG6LOCAL,
          LIRC_MODE2,
          SK_REUSEPORT,
          FLOW_DISSECTOR,
          CGROUP_SYSCTL,
          RAW_TRACEPOINT_WRITABLE,
          STRUCT_OPS,
          EXT ->
          ProgramSection.none();
    };
  }
}
