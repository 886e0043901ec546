package io.packetframe.btf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Types by the hash of their essential names: a hundred thousand names as objects would cost more
 * than the search. Whoever asks compares the names.
 */
final class NameIndex {
  private static final int NONE = -1;

  private final int[] heads;
  private final int[] next;

  NameIndex(TypeOffsets offsets, StringTable strings) throws ObjectException {
    this.heads = new int[Integer.highestOneBit(offsets.count() | 1) * 2];
    this.next = new int[offsets.count()];
    Arrays.fill(heads, NONE);
    // From the last to the first: each chain then has the order of the ids.
    for (int i = offsets.count() - 1; i >= 0; i--) {
      long name = offsets.name(i);
      if (name != 0) {
        int slot = slot(strings.hash(name));
        next[i] = heads[slot];
        heads[slot] = i;
      }
    }
  }

  /** Returns the first type whose name may be that; negative for none. */
  int first(String essentialName) {
    return heads[
        slot(EssentialName.hash((essentialName + '\0').getBytes(StandardCharsets.UTF_8), 0))];
  }

  /** Returns the one after it; negative for none. */
  int next(int index) {
    return next[index];
  }

  private int slot(int hash) {
    return (hash ^ hash >>> 16) & heads.length - 1;
  }
}
