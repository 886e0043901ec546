package io.packetframe.fastpath;

import java.nio.ByteBuffer;

/**
 * Networks of one length, all of whose addresses are listed; the place of each follows from its
 * number. What is in a place that nobody has belongs to another place, so that it is never found.
 */
final class ListedNetworks {
  /** log2 of how many places there are. */
  private static final int BITS = 11;

  /** A prefix of more networks is left to the maps: it would take the places of all others. */
  private static final int MOST_BITS = 8;

  private final ByteBuffer memory;
  private final int offset;
  private final int size;

  /**
   * Makes an empty table.
   *
   * @param size of a number, bytes: 4 or 8
   */
  ListedNetworks(ByteBuffer memory, int offset, int size) {
    this.memory = memory;
    this.offset = offset;
    this.size = size;
    put(0, 1);
  }

  /** As in shortcuts.h. */
  static int spread(int number) {
    return number * 0x9E3779B1;
  }

  /** As in shortcuts.h. */
  static int place(long network) {
    return spread((int) (network ^ network >>> 24)) >>> (Integer.SIZE - BITS);
  }

  /**
   * Adds the networks of a prefix.
   *
   * @param first the number of the first
   * @param bits log2 of how many; below 0: the prefix is only a part of that network
   */
  void add(long first, int bits) {
    if (bits < 0 || bits > MOST_BITS) {
      return;
    }
    for (int i = 0; i < 1 << bits; i++) {
      long network = first + i;
      int place = place(network);
      if (place(get(place)) != place) {
        put(place, network);
      }
    }
  }

  private long get(int place) {
    int at = offset + place * size;
    return size == Integer.BYTES ? Integer.toUnsignedLong(memory.getInt(at)) : memory.getLong(at);
  }

  private void put(int place, long network) {
    int at = offset + place * size;
    if (size == Integer.BYTES) {
      memory.putInt(at, (int) network);
    } else {
      memory.putLong(at, network);
    }
  }
}
