package io.packetframe.bpf.link;

/** How a program came to its hook: kernels differ in what they have, and so does what it can do. */
public enum Way {
  /** An object of the kernel: the program goes with its last holder; can be pinned. */
  BPF_LINK,
  /** IFLA_XDP over rtnetlink: belongs to the interface, and stays when the process dies. */
  NETLINK,
  /** A filter of the clsact qdisc over rtnetlink: stays when the process dies. */
  CLSACT,
  /** BPF_PROG_ATTACH: belongs to the cgroup, and stays when the process dies. */
  PROG_ATTACH,
  /** PERF_EVENT_IOC_SET_BPF: goes with the descriptor of the perf event. */
  PERF_IOCTL,
  /** As PERF_IOCTL, on an event that was written into tracefs and stays when the process dies. */
  TRACEFS
}
