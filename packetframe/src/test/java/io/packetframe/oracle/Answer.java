package io.packetframe.oracle;

import java.util.Map;
import java.util.OptionalInt;

/** What came of a load. */
sealed interface Answer {

  /**
   * The kernel holds it.
   *
   * @param programs ids by names
   * @param maps ids by names in the object
   */
  record Loaded(Map<String, Integer> programs, Map<String, Integer> maps) implements Answer {}

  /**
   * It was refused.
   *
   * @param errno the kernel's, or what libbpf makes of a refusal of its own; empty for none
   * @param program the one that the kernel refused; empty where it was not asked for one
   * @param said in words
   */
  record Refused(OptionalInt errno, String program, String said) implements Answer {
    @Override
    public String toString() {
      return (program.isEmpty() ? "" : program + ": ")
          + (errno.isEmpty() ? "" : "errno " + errno.getAsInt() + ": ")
          + said;
    }
  }
}
