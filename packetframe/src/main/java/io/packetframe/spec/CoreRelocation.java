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
    FIELD_BYTE_OFFSET(0, "byte_off"),
    FIELD_BYTE_SIZE(1, "byte_sz"),
    FIELD_EXISTS(2, "field_exists"),
    FIELD_SIGNED(3, "signed"),
    FIELD_LSHIFT_U64(4, "lshift_u64"),
    FIELD_RSHIFT_U64(5, "rshift_u64"),
    TYPE_ID_LOCAL(6, "local_type_id"),
    TYPE_ID_TARGET(7, "target_type_id"),
    TYPE_EXISTS(8, "type_exists"),
    TYPE_SIZE(9, "type_size"),
    ENUMVAL_EXISTS(10, "enumval_exists"),
    ENUMVAL_VALUE(11, "enumval_value"),
    TYPE_MATCHES(12, "type_matches");

    private final int number;
    private final String word;

    Kind(int number, String word) {
      this.number = number;
      this.word = word;
    }

    /** Returns the word that loaders have for it, e.g. {@code byte_off}. */
    public String word() {
      return word;
    }

    /** Tells whether the question is about a type as such, not about a place in it. */
    public boolean isAboutType() {
      return (number >= TYPE_ID_LOCAL.number && number <= TYPE_SIZE.number) || this == TYPE_MATCHES;
    }

    /** Tells whether the question is about a constant of an enumeration. */
    public boolean isAboutConstant() {
      return this == ENUMVAL_EXISTS || this == ENUMVAL_VALUE;
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
