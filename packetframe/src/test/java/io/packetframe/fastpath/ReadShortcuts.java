package io.packetframe.fastpath;

import io.packetframe.net.IpAddress;
import io.packetframe.net.IpAddress.Family;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** What shortcuts.h finds in {@code struct shortcuts}; empty: only the maps know. */
final class ReadShortcuts {
  private static final int PLACE_SHIFT = 21;

  private final ByteBuffer memory;

  ReadShortcuts(MapContents contents) {
    this.memory = ByteBuffer.wrap(Shortcuts.of(contents)).order(ByteOrder.nativeOrder());
  }

  Optional<Boolean> isListed(IpAddress address) {
    return address.family() == Family.V4 ? isListed((int) address.low()) : isListed(address.high());
  }

  private Optional<Boolean> isListed(int address) {
    int network = address >>> 16;
    if (!hasBit(Shortcuts.TOUCHED_4, network)) {
      return Optional.of(false);
    }
    int listed = memory.getInt(Shortcuts.LISTED_24 + 4 * place(address >>> 8));
    return known(hasBit(Shortcuts.WHOLE_4, network) || listed == address >>> 8);
  }

  private Optional<Boolean> isListed(long high) {
    int network = (int) (high >>> 32);
    if (!hasBit(Shortcuts.TOUCHED_6, spread(network) >>> 16)) {
      return Optional.of(false);
    }
    int place = place(Integer.toUnsignedLong(network));
    long listed = memory.getLong(Shortcuts.LISTED_48 + 8 * place(high >>> 16));
    return known(
        memory.getInt(Shortcuts.LISTED_32 + 4 * place) == network || listed == high >>> 16);
  }

  /** The device; 0: only the map knows. */
  int ingress(IngressKey key) {
    int at = Shortcuts.INGRESS + KnownDevices.place(key) * 24;
    ByteBuffer wanted = ByteBuffer.allocate(20).order(ByteOrder.nativeOrder());
    IngressKey.CODEC.encode(key, wanted, 0);
    return wanted.equals(memory.slice(at, 20)) ? memory.getInt(at + 20) : 0;
  }

  /** No entry is an answer too. */
  Optional<Optional<VlanEgress>> vlan(int device) {
    int at = Shortcuts.VLANS + (device & 255) * 40;
    if (memory.getInt(at) == device) {
      return Optional.of(Optional.of(VlanEgress.CODEC.decode(memory, at + 8)));
    }
    return memory.getInt(at + 4) == 0 ? Optional.of(Optional.empty()) : Optional.empty();
  }

  private boolean hasBit(int bits, int number) {
    return (memory.get(bits + (number >>> 3)) >>> (number & 7) & 1) != 0;
  }

  private static Optional<Boolean> known(boolean listed) {
    return listed ? Optional.of(true) : Optional.empty();
  }

  private static int place(long network) {
    return spread((int) (network ^ network >>> 24)) >>> PLACE_SHIFT;
  }

  private static int spread(int number) {
    return number * 0x9E3779B1;
  }
}
