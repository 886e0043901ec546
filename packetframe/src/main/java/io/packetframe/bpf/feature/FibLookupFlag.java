package io.packetframe.bpf.feature;

/** Flags of the helper bpf_fib_lookup (include/uapi/linux/bpf.h, BPF_FIB_LOOKUP_*). */
public enum FibLookupFlag {
  /** No rules, the table alone (Linux 4.18, commit 87f5fc7e48dd). */
  DIRECT(1),
  /** As for a packet that leaves by the interface (Linux 4.18, commit 87f5fc7e48dd). */
  OUTPUT(1 << 1),
  /** Not to ask the neighbour table (Linux 6.3, commit 31de4105f00d). */
  SKIP_NEIGH(1 << 2),
  /** In the table that the parameters name (Linux 6.5, commit 8ad77e72caae). */
  TBID(1 << 3),
  /** Also to answer the source address (Linux 6.7, commit dab4e1f06cab). */
  SRC(1 << 4),
  /** With the mark that the parameters name (Linux 6.10, commit 868d523535c2). */
  MARK(1 << 5),
  /** To answer a VLAN device with the device below it and the tag (Linux 7.3, 35dac1daeb3c). */
  VLAN(1 << 6),
  /** As for a packet that came with the tag that the parameters name (Linux 7.3, 217828aad80d). */
  VLAN_INPUT(1 << 7);

  private final int bit;

  FibLookupFlag(int bit) {
    this.bit = bit;
  }

  /** Returns the flag in the ABI. */
  public int bit() {
    return bit;
  }
}
