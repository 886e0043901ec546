package io.packetframe.elf;

import io.packetframe.btf.ObjectException;

/**
 * What all programs of an object may take together: a small file could ask for endless copies of
 * its functions. The kernel takes a million instructions in one program.
 */
final class Budget {
  static final int MAX_INSTRUCTIONS = 1_000_000;

  private long used;

  /** Takes a copy of a function and of records of which it may have any number. */
  void take(Function function, int records) throws ObjectException {
    used += function.count() + records;
    if (used > MAX_INSTRUCTIONS) {
      throw function.failure(
          function.start(),
          "expected at most " + MAX_INSTRUCTIONS + " instructions in all programs together");
    }
  }
}
