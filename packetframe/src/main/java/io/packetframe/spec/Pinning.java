package io.packetframe.spec;

import java.util.Optional;

/** Where a map lives on when its loader is gone (enum libbpf_pin_type). */
public enum Pinning {
  /** Nowhere. */
  NONE(0),
  /** Under its name in the bpffs folder that the loader chooses. */
  BY_NAME(1);

  private final int number;

  Pinning(int number) {
    this.number = number;
  }

  /** Returns the number in the ABI. */
  public int number() {
    return number;
  }

  /** Returns the one with that number. */
  public static Optional<Pinning> of(long number) {
    for (Pinning each : values()) {
      if (each.number == number) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
