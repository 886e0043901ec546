package io.packetframe.spec;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Section names that say what a program is, as loaders agree on them.
 *
 * <p>A pattern is the whole name; one with a plus may be followed by a slash and a target.
 */
public enum SectionRule {
  SOCKET("socket", ProgramType.SOCKET_FILTER),
  SK_REUSEPORT_MIGRATE(
      "sk_reuseport/migrate", ProgramType.SK_REUSEPORT, AttachType.SK_REUSEPORT_SELECT_OR_MIGRATE),
  SK_REUSEPORT("sk_reuseport", ProgramType.SK_REUSEPORT, AttachType.SK_REUSEPORT_SELECT),
  KPROBE("kprobe+", ProgramType.KPROBE),
  KRETPROBE("kretprobe+", ProgramType.KPROBE),
  KPROBE_MULTI("kprobe.multi+", ProgramType.KPROBE, AttachType.TRACE_KPROBE_MULTI),
  KRETPROBE_MULTI("kretprobe.multi+", ProgramType.KPROBE, AttachType.TRACE_KPROBE_MULTI),
  KPROBE_SESSION("kprobe.session+", ProgramType.KPROBE, AttachType.TRACE_KPROBE_SESSION),
  KSYSCALL("ksyscall+", ProgramType.KPROBE),
  KRETSYSCALL("kretsyscall+", ProgramType.KPROBE),
  UPROBE("uprobe+", ProgramType.KPROBE),
  URETPROBE("uretprobe+", ProgramType.KPROBE),
  UPROBE_S("uprobe.s+", ProgramType.KPROBE, Flags.SLEEPABLE),
  URETPROBE_S("uretprobe.s+", ProgramType.KPROBE, Flags.SLEEPABLE),
  UPROBE_MULTI("uprobe.multi+", ProgramType.KPROBE, AttachType.TRACE_UPROBE_MULTI),
  URETPROBE_MULTI("uretprobe.multi+", ProgramType.KPROBE, AttachType.TRACE_UPROBE_MULTI),
  UPROBE_SESSION("uprobe.session+", ProgramType.KPROBE, AttachType.TRACE_UPROBE_SESSION),
  UPROBE_MULTI_S(
      "uprobe.multi.s+", ProgramType.KPROBE, AttachType.TRACE_UPROBE_MULTI, Flags.SLEEPABLE),
  URETPROBE_MULTI_S(
      "uretprobe.multi.s+", ProgramType.KPROBE, AttachType.TRACE_UPROBE_MULTI, Flags.SLEEPABLE),
  UPROBE_SESSION_S(
      "uprobe.session.s+", ProgramType.KPROBE, AttachType.TRACE_UPROBE_SESSION, Flags.SLEEPABLE),
  USDT("usdt+", ProgramType.KPROBE),
  USDT_S("usdt.s+", ProgramType.KPROBE, Flags.SLEEPABLE),
  TC_INGRESS("tc/ingress", ProgramType.SCHED_CLS, AttachType.TCX_INGRESS),
  TC_EGRESS("tc/egress", ProgramType.SCHED_CLS, AttachType.TCX_EGRESS),
  TCX_INGRESS("tcx/ingress", ProgramType.SCHED_CLS, AttachType.TCX_INGRESS),
  TCX_EGRESS("tcx/egress", ProgramType.SCHED_CLS, AttachType.TCX_EGRESS),
  NETKIT_PRIMARY("netkit/primary", ProgramType.SCHED_CLS, AttachType.NETKIT_PRIMARY),
  NETKIT_PEER("netkit/peer", ProgramType.SCHED_CLS, AttachType.NETKIT_PEER),
  TC("tc", ProgramType.SCHED_CLS),
  CLASSIFIER("classifier", ProgramType.SCHED_CLS),
  ACTION("action", ProgramType.SCHED_ACT),
  TRACEPOINT("tracepoint+", ProgramType.TRACEPOINT),
  TP("tp+", ProgramType.TRACEPOINT),
  RAW_TRACEPOINT("raw_tracepoint+", ProgramType.RAW_TRACEPOINT),
  RAW_TP("raw_tp+", ProgramType.RAW_TRACEPOINT),
  RAW_TRACEPOINT_W("raw_tracepoint.w+", ProgramType.RAW_TRACEPOINT_WRITABLE),
  RAW_TP_W("raw_tp.w+", ProgramType.RAW_TRACEPOINT_WRITABLE),
  TP_BTF("tp_btf+", ProgramType.TRACING, AttachType.TRACE_RAW_TP),
  FENTRY("fentry+", ProgramType.TRACING, AttachType.TRACE_FENTRY),
  FEXIT("fexit+", ProgramType.TRACING, AttachType.TRACE_FEXIT),
  FMOD_RET("fmod_ret+", ProgramType.TRACING, AttachType.MODIFY_RETURN),
  FENTRY_S("fentry.s+", ProgramType.TRACING, AttachType.TRACE_FENTRY, Flags.SLEEPABLE),
  FEXIT_S("fexit.s+", ProgramType.TRACING, AttachType.TRACE_FEXIT, Flags.SLEEPABLE),
  FMOD_RET_S("fmod_ret.s+", ProgramType.TRACING, AttachType.MODIFY_RETURN, Flags.SLEEPABLE),
  FREPLACE("freplace+", ProgramType.EXT),
  LSM("lsm+", ProgramType.LSM, AttachType.LSM_MAC),
  LSM_S("lsm.s+", ProgramType.LSM, AttachType.LSM_MAC, Flags.SLEEPABLE),
  LSM_CGROUP("lsm_cgroup+", ProgramType.LSM, AttachType.LSM_CGROUP),
  ITER("iter+", ProgramType.TRACING, AttachType.TRACE_ITER),
  ITER_S("iter.s+", ProgramType.TRACING, AttachType.TRACE_ITER, Flags.SLEEPABLE),
  SYSCALL("syscall", ProgramType.SYSCALL, Flags.SLEEPABLE),
  XDP("xdp", ProgramType.XDP, AttachType.XDP),
  XDP_DEVMAP("xdp/devmap", ProgramType.XDP, AttachType.XDP_DEVMAP),
  XDP_CPUMAP("xdp/cpumap", ProgramType.XDP, AttachType.XDP_CPUMAP),
  XDP_FRAGS("xdp.frags", ProgramType.XDP, AttachType.XDP, Flags.XDP_HAS_FRAGS),
  XDP_FRAGS_DEVMAP("xdp.frags/devmap", ProgramType.XDP, AttachType.XDP_DEVMAP, Flags.XDP_HAS_FRAGS),
  XDP_FRAGS_CPUMAP("xdp.frags/cpumap", ProgramType.XDP, AttachType.XDP_CPUMAP, Flags.XDP_HAS_FRAGS),
  PERF_EVENT("perf_event", ProgramType.PERF_EVENT),
  LWT_IN("lwt_in", ProgramType.LWT_IN),
  LWT_OUT("lwt_out", ProgramType.LWT_OUT),
  LWT_XMIT("lwt_xmit", ProgramType.LWT_XMIT),
  LWT_SEG6LOCAL("lwt_seg6local", ProgramType.LWT_SEG6LOCAL),
  SOCKOPS("sockops", ProgramType.SOCK_OPS, AttachType.CGROUP_SOCK_OPS),
  SK_SKB_STREAM_PARSER("sk_skb/stream_parser", ProgramType.SK_SKB, AttachType.SK_SKB_STREAM_PARSER),
  SK_SKB_STREAM_VERDICT(
      "sk_skb/stream_verdict", ProgramType.SK_SKB, AttachType.SK_SKB_STREAM_VERDICT),
  SK_SKB_VERDICT("sk_skb/verdict", ProgramType.SK_SKB, AttachType.SK_SKB_VERDICT),
  SK_SKB("sk_skb", ProgramType.SK_SKB),
  SK_MSG("sk_msg", ProgramType.SK_MSG, AttachType.SK_MSG_VERDICT),
  LIRC_MODE2("lirc_mode2", ProgramType.LIRC_MODE2, AttachType.LIRC_MODE2),
  FLOW_DISSECTOR("flow_dissector", ProgramType.FLOW_DISSECTOR, AttachType.FLOW_DISSECTOR),
  CGROUP_SKB_INGRESS("cgroup_skb/ingress", ProgramType.CGROUP_SKB, AttachType.CGROUP_INET_INGRESS),
  CGROUP_SKB_EGRESS("cgroup_skb/egress", ProgramType.CGROUP_SKB, AttachType.CGROUP_INET_EGRESS),
  CGROUP_SKB("cgroup/skb", ProgramType.CGROUP_SKB),
  CGROUP_SOCK("cgroup/sock", ProgramType.CGROUP_SOCK, AttachType.CGROUP_INET_SOCK_CREATE),
  CGROUP_SOCK_CREATE(
      "cgroup/sock_create", ProgramType.CGROUP_SOCK, AttachType.CGROUP_INET_SOCK_CREATE),
  CGROUP_SOCK_RELEASE(
      "cgroup/sock_release", ProgramType.CGROUP_SOCK, AttachType.CGROUP_INET_SOCK_RELEASE),
  CGROUP_POST_BIND4(
      "cgroup/post_bind4", ProgramType.CGROUP_SOCK, AttachType.CGROUP_INET4_POST_BIND),
  CGROUP_POST_BIND6(
      "cgroup/post_bind6", ProgramType.CGROUP_SOCK, AttachType.CGROUP_INET6_POST_BIND),
  CGROUP_BIND4("cgroup/bind4", ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_INET4_BIND),
  CGROUP_BIND6("cgroup/bind6", ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_INET6_BIND),
  CGROUP_CONNECT4("cgroup/connect4", ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_INET4_CONNECT),
  CGROUP_CONNECT6("cgroup/connect6", ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_INET6_CONNECT),
  CGROUP_CONNECT_UNIX(
      "cgroup/connect_unix", ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_UNIX_CONNECT),
  CGROUP_SENDMSG4("cgroup/sendmsg4", ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_UDP4_SENDMSG),
  CGROUP_SENDMSG6("cgroup/sendmsg6", ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_UDP6_SENDMSG),
  CGROUP_SENDMSG_UNIX(
      "cgroup/sendmsg_unix", ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_UNIX_SENDMSG),
  CGROUP_RECVMSG4("cgroup/recvmsg4", ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_UDP4_RECVMSG),
  CGROUP_RECVMSG6("cgroup/recvmsg6", ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_UDP6_RECVMSG),
  CGROUP_RECVMSG_UNIX(
      "cgroup/recvmsg_unix", ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_UNIX_RECVMSG),
  CGROUP_GETPEERNAME4(
      "cgroup/getpeername4", ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_INET4_GETPEERNAME),
  CGROUP_GETPEERNAME6(
      "cgroup/getpeername6", ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_INET6_GETPEERNAME),
  CGROUP_GETPEERNAME_UNIX(
      "cgroup/getpeername_unix", ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_UNIX_GETPEERNAME),
  CGROUP_GETSOCKNAME4(
      "cgroup/getsockname4", ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_INET4_GETSOCKNAME),
  CGROUP_GETSOCKNAME6(
      "cgroup/getsockname6", ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_INET6_GETSOCKNAME),
  CGROUP_GETSOCKNAME_UNIX(
      "cgroup/getsockname_unix", ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_UNIX_GETSOCKNAME),
  CGROUP_SYSCTL("cgroup/sysctl", ProgramType.CGROUP_SYSCTL, AttachType.CGROUP_SYSCTL),
  CGROUP_GETSOCKOPT("cgroup/getsockopt", ProgramType.CGROUP_SOCKOPT, AttachType.CGROUP_GETSOCKOPT),
  CGROUP_SETSOCKOPT("cgroup/setsockopt", ProgramType.CGROUP_SOCKOPT, AttachType.CGROUP_SETSOCKOPT),
  CGROUP_DEV("cgroup/dev", ProgramType.CGROUP_DEVICE, AttachType.CGROUP_DEVICE),
  STRUCT_OPS("struct_ops+", ProgramType.STRUCT_OPS),
  STRUCT_OPS_S("struct_ops.s+", ProgramType.STRUCT_OPS, Flags.SLEEPABLE),
  SK_LOOKUP("sk_lookup", ProgramType.SK_LOOKUP, AttachType.SK_LOOKUP),
  NETFILTER("netfilter", ProgramType.NETFILTER, AttachType.NETFILTER);

  /** Flags of BPF_PROG_LOAD. */
  private static final class Flags {
    static final int SLEEPABLE = 1 << 4;
    static final int XDP_HAS_FRAGS = 1 << 5;
  }

  private final String prefix;
  private final boolean takesTarget;
  private final ProgramType type;
  private final @Nullable AttachType attachType;
  private final int loadFlags;

  SectionRule(String pattern, ProgramType type) {
    this(pattern, type, null, 0);
  }

  SectionRule(String pattern, ProgramType type, int loadFlags) {
    this(pattern, type, null, loadFlags);
  }

  SectionRule(String pattern, ProgramType type, AttachType attachType) {
    this(pattern, type, attachType, 0);
  }

  SectionRule(String pattern, ProgramType type, @Nullable AttachType attachType, int loadFlags) {
    this.takesTarget = pattern.endsWith("+");
    this.prefix = takesTarget ? pattern.substring(0, pattern.length() - 1) : pattern;
    this.type = type;
    this.attachType = attachType;
    this.loadFlags = loadFlags;
  }

  /** Returns the name up to its target. */
  public String prefix() {
    return prefix;
  }

  /** Tells whether a slash and a target may follow. */
  public boolean takesTarget() {
    return takesTarget;
  }

  ProgramType type() {
    return type;
  }

  Optional<AttachType> attachType() {
    return Optional.ofNullable(attachType);
  }

  int loadFlags() {
    return loadFlags;
  }

  /** Returns the target, perhaps empty, if the name follows this rule. */
  Optional<String> match(String name) {
    if (!name.startsWith(prefix)) {
      return Optional.empty();
    }
    int end = prefix.length();
    if (name.length() == end) {
      return Optional.of("");
    }
    return takesTarget && name.charAt(end) == '/'
        ? Optional.of(name.substring(end + 1))
        : Optional.empty();
  }
}
