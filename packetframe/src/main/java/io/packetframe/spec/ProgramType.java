package io.packetframe.spec;

/** Program types that we load (include/uapi/linux/bpf.h, enum bpf_prog_type). */
public enum ProgramType {
  SCHED_CLS(3),
  XDP(6);

  private final int number;

  ProgramType(int number) {
    this.number = number;
  }

  /** Returns the number in the ABI. */
  public int number() {
    return number;
  }
}
