package io.packetframe.bpf.feature;

/** What a BPF link can tie a program to. */
public enum LinkKind {
  /** Control groups (Linux 5.7, commit af6eea57437a). */
  CGROUP,
  /** The receive path of an interface (Linux 5.9, commit aa8d3a716b59). */
  XDP,
  /** Kprobes, uprobes and tracepoints by perf events (Linux 5.15, commit b89fbfbb854c). */
  PERF_EVENT,
  /** Many kernel functions at once (Linux 5.18, commit 0dcac2725406). */
  KPROBE_MULTI,
  /** Packet filter hooks (Linux 6.4, commit 84601d6ee68a). */
  NETFILTER,
  /** Many places of a file at once (Linux 6.6, commit 89ae89f53d20). */
  UPROBE_MULTI,
  /** Traffic control of an interface without a qdisc (Linux 6.6, commit e420bed02507). */
  TCX,
  /** The two ends of a netkit pair (Linux 6.7, commit 35dfaad7188c). */
  NETKIT
}
