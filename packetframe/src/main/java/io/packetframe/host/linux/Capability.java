package io.packetframe.host.linux;

/** The capabilities of capabilities(7) that decide over our work, with the kernel's names. */
public enum Capability {
  /** Configure interfaces, load and attach networking programs. */
  CAP_NET_ADMIN(12),
  /** Open raw sockets. */
  CAP_NET_RAW(13),
  /** All that has no capability of its own, bpf(2) by object id among it. */
  CAP_SYS_ADMIN(21),
  /** Raise limits, RLIMIT_MEMLOCK among them. */
  CAP_SYS_RESOURCE(24),
  /** Load tracing programs, open performance events; from Linux 5.8 on. */
  CAP_PERFMON(38),
  /** Create maps and load programs; from Linux 5.8 on, CAP_SYS_ADMIN before. */
  CAP_BPF(39);

  private final int number;

  Capability(int number) {
    this.number = number;
  }

  /** Returns the bit number of linux/capability.h. */
  public int number() {
    return number;
  }
}
