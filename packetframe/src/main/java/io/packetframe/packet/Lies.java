package io.packetframe.packet;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Fields that are deliberately not what they should be. A checksum that covers a lie is computed
 * over the lie, so that a packet is wrong in the one way that was asked for.
 *
 * @param fields what each of them says instead
 */
public record Lies(Map<LyingField, Integer> fields) {
  /** Everything is as it should be. */
  public static final Lies NONE = new Lies(Map.of());

  /** Copies the fields and checks their ranges. */
  public Lies {
    for (Map.Entry<LyingField, Integer> field : fields.entrySet()) {
      if (field.getValue() >>> field.getKey().bits() != 0) {
        throw new IllegalArgumentException(
            field.getKey().text() + ": " + field.getKey().bits() + " bits");
      }
    }
    // Always the same order: what is printed from it must not change from run to run.
    EnumMap<LyingField, Integer> ordered = new EnumMap<>(LyingField.class);
    ordered.putAll(fields);
    fields = Collections.unmodifiableMap(ordered);
  }

  /** Returns what the field says, where it lies. */
  OptionalInt about(LyingField field) {
    Integer value = fields.get(field);
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }

  int orElse(LyingField field, int truth) {
    return about(field).orElse(truth);
  }
}
