package io.packetframe.bpf;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/** The keys that a walk has met, as bytes: a codec's values need not have equals. */
final class SeenKeys {
  private final Set<ByteBuffer> seen = new HashSet<>();

  /** Tells whether the key is new. */
  boolean add(ByteBuffer memory, int offset, int size) {
    byte[] key = new byte[size];
    memory.get(offset, key);
    return seen.add(ByteBuffer.wrap(key));
  }

  /** Returns how many keys a walk may look at: the map several times over. */
  static long mostSteps(BpfMap map) {
    return 8 * Integer.toUnsignedLong(map.definition().maxEntries()) + 64;
  }
}
