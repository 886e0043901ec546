package io.packetframe.fastpath;

import io.packetframe.bpf.Codec;
import io.packetframe.net.IpAddress;
import io.packetframe.net.IpAddress.Family;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Key of {@code LOCAL_V4} and {@code LOCAL_V6}: the bytes of an address as on the wire. */
record AddressCodec(Family family) implements Codec<IpAddress> {
  @Override
  public int size() {
    return family.bits() / Byte.SIZE;
  }

  @Override
  public void encode(IpAddress address, ByteBuffer memory, int offset) {
    if (address.family() != family) {
      throw new IllegalArgumentException(address + " in a map of " + family + " addresses");
    }
    ByteBuffer wire = memory.duplicate().order(ByteOrder.BIG_ENDIAN);
    switch (family) {
      case V4 -> wire.putInt(offset, (int) address.low());
      case V6 -> wire.putLong(offset, address.high()).putLong(offset + Long.BYTES, address.low());
    }
  }

  @Override
  public IpAddress decode(ByteBuffer memory, int offset) {
    ByteBuffer wire = memory.duplicate().order(ByteOrder.BIG_ENDIAN);
    return switch (family) {
      case V4 -> IpAddress.v4(wire.getInt(offset));
      case V6 -> IpAddress.v6(wire.getLong(offset), wire.getLong(offset + Long.BYTES));
    };
  }
}
