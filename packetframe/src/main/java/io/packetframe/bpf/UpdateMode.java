package io.packetframe.bpf;

/** What an update may meet under its key (include/uapi/linux/bpf.h, BPF_ANY and the next). */
public enum UpdateMode {
  /** Makes the entry or replaces its value. */
  ANY(0),
  /** Makes the entry; EEXIST where there is one. An array has them all from the start. */
  NOEXIST(1),
  /** Replaces the value; ENOENT where there is no entry. */
  EXIST(2);

  private final int flag;

  UpdateMode(int flag) {
    this.flag = flag;
  }

  int flag() {
    return flag;
  }
}
