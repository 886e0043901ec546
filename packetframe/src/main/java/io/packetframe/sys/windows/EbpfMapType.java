package io.packetframe.sys.windows;

import java.util.Locale;

/** Types of maps there (ebpf_structs.h); from 6 on other numbers than Linux's. */
public enum EbpfMapType {
  UNSPEC(0),
  HASH(1),
  ARRAY(2),
  PROG_ARRAY(3),
  PERCPU_HASH(4),
  PERCPU_ARRAY(5),
  HASH_OF_MAPS(6),
  ARRAY_OF_MAPS(7),
  LRU_HASH(8),
  LPM_TRIE(9),
  QUEUE(10),
  LRU_PERCPU_HASH(11),
  STACK(12),
  RINGBUF(13),
  PERF_EVENT_ARRAY(14);

  private final int number;

  EbpfMapType(int number) {
    this.number = number;
  }

  /** Returns the number in the ABI. */
  public int number() {
    return number;
  }

  /** Returns the type of a number; {@link #UNSPEC} for one that is newer than this list. */
  public static EbpfMapType of(int number) {
    for (EbpfMapType type : values()) {
      if (type.number == number) {
        return type;
      }
    }
    return UNSPEC;
  }

  /** Tells whether a lookup brings a value for each processor. */
  public boolean isPerCpu() {
    return this == PERCPU_HASH || this == PERCPU_ARRAY || this == LRU_PERCPU_HASH;
  }

  /** Tells whether keys are the numbers from 0 on. */
  public boolean isArray() {
    return this == ARRAY || this == PERCPU_ARRAY;
  }

  /** Tells whether keys are whatever a program chose. */
  public boolean isHash() {
    return switch (this) {
      case HASH, PERCPU_HASH, LRU_HASH, LRU_PERCPU_HASH -> true;
      default -> false;
    };
  }

  /** Returns the name, e.g. {@code percpu_array}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
