package io.packetframe.bpf.feature;

import io.packetframe.spec.AttachType;
import io.packetframe.spec.MapType;
import io.packetframe.spec.ProgramType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Every feature with the kernel that first had it: a row for each, as the kernel's history has it.
 */
final class FirstKernels {
  /**
   * A feature.
   *
   * @param option what the kernel has to be built with; empty for nothing but bpf(2) and network
   * @param backports lines of long-term kernels before it that got it later, such as 6.1
   */
  record Row(
      String name,
      Function<Features, Answer> question,
      int major,
      int minor,
      String option,
      List<String> backports) {
    Row backportedTo(String... lines) {
      return new Row(name, question, major, minor, option, List.of(lines));
    }
  }

  private static final String CGROUPS = "CONFIG_CGROUP_BPF";
  private static final String EVENTS = "CONFIG_BPF_EVENTS";
  private static final String JIT = "CONFIG_BPF_JIT";
  private static final String LSM = "CONFIG_BPF_LSM";

  private static final int SKB_VLAN_PUSH = 18;

  private static final Set<AttachType> IN_FRONT_OF_FUNCTIONS =
      EnumSet.of(
          AttachType.TRACE_FENTRY,
          AttachType.TRACE_FEXIT,
          AttachType.MODIFY_RETURN,
          AttachType.LSM_MAC);

  private FirstKernels() {}

  static List<Row> programTypes() {
    return List.of(
        row(ProgramType.SOCKET_FILTER, 3, 19, ""),
        row(ProgramType.KPROBE, 4, 1, EVENTS),
        row(ProgramType.SCHED_CLS, 4, 1, ""),
        row(ProgramType.SCHED_ACT, 4, 1, ""),
        row(ProgramType.TRACEPOINT, 4, 7, EVENTS),
        row(ProgramType.XDP, 4, 8, ""),
        row(ProgramType.PERF_EVENT, 4, 9, EVENTS),
        row(ProgramType.CGROUP_SKB, 4, 10, CGROUPS),
        row(ProgramType.CGROUP_SOCK, 4, 10, CGROUPS),
        row(ProgramType.LWT_IN, 4, 10, ""),
        row(ProgramType.LWT_OUT, 4, 10, ""),
        row(ProgramType.LWT_XMIT, 4, 10, ""),
        row(ProgramType.SOCK_OPS, 4, 13, ""),
        row(ProgramType.SK_SKB, 4, 14, ""),
        row(ProgramType.CGROUP_DEVICE, 4, 15, CGROUPS),
        row(ProgramType.SK_MSG, 4, 17, ""),
        row(ProgramType.RAW_TRACEPOINT, 4, 17, EVENTS),
        row(ProgramType.CGROUP_SOCK_ADDR, 4, 17, CGROUPS),
        row(ProgramType.LWT_SEG6LOCAL, 4, 18, ""),
        row(ProgramType.LIRC_MODE2, 4, 18, "CONFIG_BPF_LIRC_MODE2"),
        row(ProgramType.SK_REUSEPORT, 4, 19, "CONFIG_INET"),
        row(ProgramType.FLOW_DISSECTOR, 4, 20, ""),
        row(ProgramType.CGROUP_SYSCTL, 5, 2, CGROUPS),
        row(ProgramType.RAW_TRACEPOINT_WRITABLE, 5, 2, EVENTS),
        row(ProgramType.CGROUP_SOCKOPT, 5, 3, CGROUPS),
        row(ProgramType.SK_LOOKUP, 5, 9, "CONFIG_INET"),
        row(ProgramType.SYSCALL, 5, 14, ""),
        row(ProgramType.NETFILTER, 6, 4, "CONFIG_NETFILTER_BPF_LINK"));
  }

  static List<Row> mapTypes() {
    return List.of(
        row(MapType.HASH, 3, 19, ""),
        row(MapType.ARRAY, 3, 19, ""),
        row(MapType.PROG_ARRAY, 4, 2, ""),
        row(MapType.PERF_EVENT_ARRAY, 4, 3, ""),
        row(MapType.PERCPU_HASH, 4, 6, ""),
        row(MapType.PERCPU_ARRAY, 4, 6, ""),
        row(MapType.STACK_TRACE, 4, 6, "CONFIG_PERF_EVENTS"),
        row(MapType.CGROUP_ARRAY, 4, 8, "CONFIG_CGROUPS"),
        row(MapType.LRU_HASH, 4, 10, ""),
        row(MapType.LRU_PERCPU_HASH, 4, 10, ""),
        row(MapType.LPM_TRIE, 4, 11, ""),
        row(MapType.ARRAY_OF_MAPS, 4, 12, ""),
        row(MapType.HASH_OF_MAPS, 4, 12, ""),
        row(MapType.DEVMAP, 4, 14, ""),
        // CONFIG_BPF_STREAM_PARSER before 5.13 only; the kernels of the catalogue have it.
        row(MapType.SOCKMAP, 4, 14, "CONFIG_INET"),
        row(MapType.CPUMAP, 4, 15, ""),
        row(MapType.XSKMAP, 4, 18, "CONFIG_XDP_SOCKETS"),
        row(MapType.SOCKHASH, 4, 18, "CONFIG_INET"),
        row(MapType.CGROUP_STORAGE, 4, 19, CGROUPS),
        row(MapType.REUSEPORT_SOCKARRAY, 4, 19, "CONFIG_INET"),
        row(MapType.PERCPU_CGROUP_STORAGE, 4, 20, CGROUPS),
        row(MapType.QUEUE, 4, 20, ""),
        row(MapType.STACK, 4, 20, ""),
        row(MapType.SK_STORAGE, 5, 2, ""),
        row(MapType.DEVMAP_HASH, 5, 4, ""),
        row(MapType.STRUCT_OPS, 5, 6, JIT),
        row(MapType.RINGBUF, 5, 8, ""),
        row(MapType.INODE_STORAGE, 5, 10, LSM),
        row(MapType.TASK_STORAGE, 5, 11, ""),
        row(MapType.BLOOM_FILTER, 5, 16, ""),
        row(MapType.USER_RINGBUF, 6, 1, ""),
        row(MapType.CGRP_STORAGE, 6, 2, "CONFIG_CGROUPS"),
        row(MapType.ARENA, 6, 9, JIT));
  }

  static List<Row> helpers() {
    return List.of(
        helper(ProgramType.XDP, "map_lookup_elem", 1, 3, 19),
        helper(ProgramType.SCHED_CLS, "skb_vlan_push", SKB_VLAN_PUSH, 4, 3),
        helper(ProgramType.XDP, "xdp_adjust_head", 44, 4, 10),
        helper(ProgramType.XDP, "redirect_map", 51, 4, 14),
        helper(ProgramType.XDP, "xdp_adjust_tail", 65, 4, 18),
        helper(ProgramType.XDP, "fib_lookup", 69, 4, 18),
        helper(ProgramType.SCHED_CLS, "fib_lookup", 69, 4, 18),
        helper(ProgramType.SOCKET_FILTER, "spin_lock", 93, 5, 1),
        helper(ProgramType.XDP, "ringbuf_output", 130, 5, 8),
        helper(ProgramType.SCHED_CLS, "redirect_neigh", 152, 5, 10),
        helper(ProgramType.XDP, "check_mtu", 163, 5, 12),
        helper(ProgramType.XDP, "timer_init", 169, 5, 15),
        helper(ProgramType.XDP, "loop", 181, 5, 17),
        helper(ProgramType.XDP, "xdp_get_buff_len", 188, 5, 18),
        helper(ProgramType.XDP, "dynptr_from_mem", 197, 5, 19),
        helper(ProgramType.XDP, "user_ringbuf_drain", 209, 6, 1));
  }

  static List<Row> attachTypes() {
    List<Row> rows = new ArrayList<>();
    for (AttachType type : AttachType.values()) {
      if (firstKernel(type).length > 0 && !IN_FRONT_OF_FUNCTIONS.contains(type)) {
        rows.add(attach(type));
      }
    }
    return rows;
  }

  /** Programs that run in front of functions of the kernel, which some hosts allow nobody. */
  static List<Row> inFrontOfFunctions() {
    List<Row> rows = new ArrayList<>();
    rows.add(row(ProgramType.TRACING, 5, 5, EVENTS));
    rows.add(row(ProgramType.STRUCT_OPS, 5, 6, JIT));
    rows.add(row(ProgramType.EXT, 5, 6, JIT));
    rows.add(row(ProgramType.LSM, 5, 7, LSM));
    for (AttachType type : IN_FRONT_OF_FUNCTIONS) {
      rows.add(attach(type));
    }
    return rows;
  }

  static List<Row> links() {
    return List.of(
        link(LinkKind.CGROUP, 5, 7, CGROUPS),
        link(LinkKind.XDP, 5, 9, ""),
        link(LinkKind.PERF_EVENT, 5, 15, EVENTS),
        link(LinkKind.KPROBE_MULTI, 5, 18, "CONFIG_FPROBE"),
        link(LinkKind.NETFILTER, 6, 4, "CONFIG_NETFILTER_BPF_LINK"),
        link(LinkKind.UPROBE_MULTI, 6, 6, "CONFIG_UPROBES"),
        link(LinkKind.TCX, 6, 6, "CONFIG_NET_XGRESS"),
        link(LinkKind.NETKIT, 6, 7, "CONFIG_NETKIT"));
  }

  static List<Row> theRest() {
    return List.of(
        instructions(InstructionSet.V1, 3, 19),
        instructions(InstructionSet.V2, 4, 14),
        instructions(InstructionSet.V3, 5, 1),
        instructions(InstructionSet.V4, 6, 6),
        row("large programs", Features::largePrograms, 5, 2, ""),
        row("bounded loops", Features::boundedLoops, 5, 3, ""),
        row("test-run context", Features::testRunContext, 5, 15, ""),
        row("live frames", Features::liveFrames, 5, 18, ""),
        row("frames of several buffers", Features::fragments, 5, 18, ""),
        row("test-run frame of 64", features -> features.testRunFrame(64), 4, 12, ""),
        fib(FibLookupFlag.DIRECT, 4, 18),
        fib(FibLookupFlag.OUTPUT, 4, 18),
        fib(FibLookupFlag.SKIP_NEIGH, 6, 3).backportedTo("6.1"),
        fib(FibLookupFlag.TBID, 6, 5).backportedTo("6.1"),
        fib(FibLookupFlag.SRC, 6, 7).backportedTo("6.1"),
        fib(FibLookupFlag.MARK, 6, 10),
        fib(FibLookupFlag.VLAN, 7, 3),
        fib(FibLookupFlag.VLAN_INPUT, 7, 3));
  }

  /** Empty for those that cannot be asked for. */
  private static int[] firstKernel(AttachType type) {
    return switch (type) {
      case CGROUP_INET_INGRESS, CGROUP_INET_EGRESS, CGROUP_INET_SOCK_CREATE -> kernel(4, 10);
      case CGROUP_SOCK_OPS -> kernel(4, 13);
      case SK_SKB_STREAM_PARSER, SK_SKB_STREAM_VERDICT -> kernel(4, 14);
      case CGROUP_DEVICE -> kernel(4, 15);
      case SK_MSG_VERDICT,
          CGROUP_INET4_BIND,
          CGROUP_INET6_BIND,
          CGROUP_INET4_CONNECT,
          CGROUP_INET6_CONNECT,
          CGROUP_INET4_POST_BIND,
          CGROUP_INET6_POST_BIND ->
          kernel(4, 17);
      case CGROUP_UDP4_SENDMSG, CGROUP_UDP6_SENDMSG, LIRC_MODE2 -> kernel(4, 18);
      case FLOW_DISSECTOR -> kernel(4, 20);
      case CGROUP_SYSCTL, CGROUP_UDP4_RECVMSG, CGROUP_UDP6_RECVMSG -> kernel(5, 2);
      case CGROUP_GETSOCKOPT, CGROUP_SETSOCKOPT -> kernel(5, 3);
      case TRACE_RAW_TP, TRACE_FENTRY, TRACE_FEXIT -> kernel(5, 5);
      case STRUCT_OPS -> kernel(5, 6);
      case MODIFY_RETURN, LSM_MAC -> kernel(5, 7);
      case TRACE_ITER,
          XDP_DEVMAP,
          CGROUP_INET4_GETPEERNAME,
          CGROUP_INET6_GETPEERNAME,
          CGROUP_INET4_GETSOCKNAME,
          CGROUP_INET6_GETSOCKNAME ->
          kernel(5, 8);
      case CGROUP_INET_SOCK_RELEASE, XDP_CPUMAP, SK_LOOKUP, XDP -> kernel(5, 9);
      case SK_SKB_VERDICT -> kernel(5, 13);
      case PERF_EVENT -> kernel(5, 15);
      case TRACE_KPROBE_MULTI -> kernel(5, 18);
      case LSM_CGROUP -> kernel(6, 0);
      case NETFILTER -> kernel(6, 4);
      case TCX_INGRESS, TCX_EGRESS, TRACE_UPROBE_MULTI -> kernel(6, 6);
      case CGROUP_UNIX_CONNECT,
          CGROUP_UNIX_SENDMSG,
          CGROUP_UNIX_RECVMSG,
          CGROUP_UNIX_GETPEERNAME,
          CGROUP_UNIX_GETSOCKNAME,
          NETKIT_PRIMARY,
          NETKIT_PEER ->
          kernel(6, 7);
      case SK_REUSEPORT_SELECT,
          SK_REUSEPORT_SELECT_OR_MIGRATE,
          TRACE_KPROBE_SESSION,
          TRACE_UPROBE_SESSION ->
          new int[0];
    };
  }

  private static int[] kernel(int major, int minor) {
    return new int[] {major, minor};
  }

  private static String option(AttachType type) {
    return switch (type) {
      case TRACE_RAW_TP, TRACE_FENTRY, TRACE_FEXIT, MODIFY_RETURN, TRACE_ITER ->
          "CONFIG_DEBUG_INFO_BTF";
      case LSM_MAC -> LSM;
      case STRUCT_OPS -> JIT;
      case PERF_EVENT -> EVENTS;
      case TRACE_KPROBE_MULTI -> "CONFIG_FPROBE";
      case TRACE_UPROBE_MULTI -> "CONFIG_UPROBES";
      case NETFILTER -> "CONFIG_NETFILTER_BPF_LINK";
      default -> "";
    };
  }

  private static Row row(
      String name, Function<Features, Answer> question, int major, int minor, String option) {
    return new Row(name, question, major, minor, option, List.of());
  }

  private static Row row(ProgramType type, int major, int minor, String option) {
    return row(type + " programs", features -> features.programType(type), major, minor, option);
  }

  private static Row row(MapType type, int major, int minor, String option) {
    return row(type + " maps", features -> features.mapType(type), major, minor, option);
  }

  private static Row helper(ProgramType type, String name, int id, int major, int minor) {
    return row(
        "bpf_" + name + " of " + type, features -> features.helper(type, id), major, minor, "");
  }

  private static Row attach(AttachType type) {
    int[] first = firstKernel(type);
    return row(
        "attach as " + type,
        features -> features.attachType(type),
        first[0],
        first[1],
        option(type));
  }

  private static Row link(LinkKind kind, int major, int minor, String option) {
    return row(kind + " links", features -> features.link(kind), major, minor, option);
  }

  private static Row instructions(InstructionSet version, int major, int minor) {
    return row(
        "instructions " + version, features -> features.instructionSet(version), major, minor, "");
  }

  private static Row fib(FibLookupFlag flag, int major, int minor) {
    return row("FIB lookup " + flag, features -> features.fibLookup(flag), major, minor, "");
  }
}
