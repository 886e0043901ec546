package io.packetframe.sys.windows;

/** Types of programs there (ebpf_structs.h) that we use; other numbers than Linux's. */
public enum EbpfProgramType {
  XDP(1),
  BIND(2),
  CGROUP_SOCK_ADDR(3);

  private final int number;

  EbpfProgramType(int number) {
    this.number = number;
  }

  /** Returns the number in the ABI. */
  public int number() {
    return number;
  }
}
