package io.packetframe.lint;

/** What is known of a register. */
sealed interface Value {
  /** Nothing. */
  Value UNKNOWN = new Unknown();

  /** Nothing that we follow. */
  record Unknown() implements Value {}

  /** That number, in all 64 bits. */
  record Constant(long number) implements Value {}

  /** That far from the end of the function's stack, which is register 10. */
  record StackAddress(long offset) implements Value {}

  /** That far into constants that no one can change: a frozen map's only value. */
  record ConstantAddress(String map, long offset) implements Value {}
}
