package io.packetframe.spec;

import java.util.Optional;

/**
 * A number in an instruction that depends on the running kernel's types (struct bpf_core_relo).
 *
 * @param instruction index in the program
 * @param type BTF id in the object of the type that is looked for
 * @param access where in the type, e.g. {@code 0:1:2}
 */
public record CoreRelocation(int instruction, int type, String access, Kind kind) {
  /** Returns the same about the instruction that many further on. */
  public CoreRelocation movedBy(int count) {
    return new CoreRelocation(instruction + count, type, access, kind);
  }

  /** What is asked, in the order of the ABI (enum bpf_core_relo_kind). */
  public enum Kind {
    FIELD_BYTE_OFFSET(0),
    FIELD_BYTE_SIZE(1),
    FIELD_EXISTS(2),
    FIELD_SIGNED(3),
    FIELD_LSHIFT_U64(4),
    FIELD_RSHIFT_U64(5),
    TYPE_ID_LOCAL(6),
    TYPE_ID_TARGET(7),
    TYPE_EXISTS(8),
    TYPE_SIZE(9),
    ENUMVAL_EXISTS(10),
    ENUMVAL_VALUE(11),
    TYPE_MATCHES(12);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    /** Returns the number in the ABI. */
    public int number() {
      return number;
    }

    /** Returns the one with that number. */
    public static Optional<Kind> of(long number) {
      for (Kind each : values()) {
        if (each.number == number) {
          return Optional.of(each);
        }
      }
      return Optional.empty();
    }
  }
}
