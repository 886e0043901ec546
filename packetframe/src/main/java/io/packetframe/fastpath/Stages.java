package io.packetframe.fastpath;

import java.util.List;
import java.util.Optional;

/**
 * The two forms of the data path that are shipped: the same sources, with or without a tail call in
 * the middle. Some kernels hold the stack of everything inlined against one limit; a tail call
 * gives the second half a stack of its own.
 */
public enum Stages {
  ONE("fast_path"),
  TWO("fast_path_two_stage");

  /** The program that is attached. */
  static final String ENTRY = "fast_path";

  /** The program behind the tail call. */
  static final String SECOND = "finalize";

  /** Where the tail call leads: this slot of this map holds {@link #SECOND}. */
  static final String SECOND_MAP = "MUTATION_PROGS";

  static final int SECOND_SLOT = 0;

  private final String text;

  Stages(String text) {
    this.text = text;
  }

  /** Returns the name of the object, which is also what operators call this form. */
  public String text() {
    return text;
  }

  List<String> programs() {
    return switch (this) {
      case ONE -> List.of(ENTRY);
      case TWO -> List.of(ENTRY, SECOND);
    };
  }

  /** Returns the form of that name. */
  public static Optional<Stages> named(String text) {
    for (Stages stages : values()) {
      if (stages.text.equals(text)) {
        return Optional.of(stages);
      }
    }
    return Optional.empty();
  }
}
