package io.packetframe.fastpath;

import io.packetframe.net.IpAddress.Family;
import io.packetframe.net.IpPrefix;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.Map;

/**
 * {@code struct shortcuts}: what of INGRESS, VLAN_RESOLVE and the allowlists the data path finds
 * without a lookup. Each place has room for one answer; the first that comes has it, and the others
 * are left to the maps.
 */
final class Shortcuts {
  static final int BYTES = 79872;
  static final int INGRESS = 0;
  static final int VLANS = 12288;
  static final int LISTED_48 = 22528;
  static final int LISTED_32 = 38912;
  static final int LISTED_24 = 47104;
  static final int TOUCHED_4 = 55296;
  static final int WHOLE_4 = 63488;
  static final int TOUCHED_6 = 71680;

  private static final int NETWORKS = 1 << 16;

  private final ByteBuffer memory = ByteBuffer.allocate(BYTES).order(ByteOrder.nativeOrder());
  private final ListedNetworks listed24 = new ListedNetworks(memory, LISTED_24, Integer.BYTES);
  private final ListedNetworks listed32 = new ListedNetworks(memory, LISTED_32, Integer.BYTES);
  private final ListedNetworks listed48 = new ListedNetworks(memory, LISTED_48, Long.BYTES);

  private Shortcuts() {}

  /** Returns the bytes that repeat what those maps hold. */
  static byte[] of(MapContents contents) {
    Shortcuts made = new Shortcuts();
    KnownDevices devices = new KnownDevices(made.memory);
    devices.ingress(contents.of(FastPathMap.INGRESS));
    for (Map.Entry<Integer, VlanEgress> entry : contents.of(FastPathMap.VLAN_RESOLVE).entrySet()) {
      devices.vlan(entry.getKey(), entry.getValue());
    }
    made.allow(contents.of(FastPathMap.ALLOW_V4).keySet());
    made.allow(contents.of(FastPathMap.ALLOW_V6).keySet());
    return made.memory.array();
  }

  private void allow(Collection<IpPrefix> prefixes) {
    for (IpPrefix prefix : prefixes) {
      if (prefix.family() == Family.V4) {
        allow4((int) prefix.address().low(), prefix.length());
      } else {
        allow6(prefix.address().high(), prefix.length());
      }
    }
  }

  private void allow4(int address, int length) {
    int first = address >>> 16;
    int last = length >= 16 ? first : first + (1 << (16 - length)) - 1;
    for (int network = first; network <= last; network++) {
      set(TOUCHED_4, network);
      if (length <= 16) {
        set(WHOLE_4, network);
      }
    }
    if (length > 16) {
      listed24.add(address >>> 8, 24 - length);
    }
  }

  /** Of a prefix that is shorter than 16 bits nothing is known but that it may be any. */
  private void allow6(long high, int length) {
    int first = (int) (high >>> 32);
    if (length < 16) {
      for (int network = 0; network < NETWORKS; network++) {
        set(TOUCHED_6, network);
      }
      return;
    }
    int networks = length >= 32 ? 1 : 1 << (32 - length);
    for (int i = 0; i < networks; i++) {
      set(TOUCHED_6, ListedNetworks.spread(first + i) >>> 16);
    }
    if (length <= 32) {
      listed32.add(Integer.toUnsignedLong(first), 32 - length);
    } else {
      listed48.add(high >>> 16, 48 - length);
    }
  }

  private void set(int bits, int number) {
    int at = bits + (number >>> 3);
    memory.put(at, (byte) (memory.get(at) | 1 << (number & 7)));
  }
}
