package io.packetframe.spec;

/** Map types that we create (include/uapi/linux/bpf.h, enum bpf_map_type). */
public enum MapType {
  HASH(1),
  ARRAY(2),
  PROG_ARRAY(3),
  PERCPU_HASH(5),
  PERCPU_ARRAY(6),
  LPM_TRIE(11),
  DEVMAP_HASH(25),
  RINGBUF(27);

  private final int number;

  MapType(int number) {
    this.number = number;
  }

  /** Returns the number in the ABI. */
  public int number() {
    return number;
  }
}
