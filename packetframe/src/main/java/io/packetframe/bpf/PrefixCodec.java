package io.packetframe.bpf;

import io.packetframe.net.IpAddress;
import io.packetframe.net.IpAddress.Family;
import io.packetframe.net.IpPrefix;
import java.nio.ByteBuffer;

/**
 * {@code struct bpf_lpm_trie_key}: the length in native byte order, then the address in network
 * order, which is the order in which the trie compares bits.
 */
record PrefixCodec(Family family) implements Codec<IpPrefix> {
  private static final int ADDRESS = Integer.BYTES;

  @Override
  public int size() {
    return ADDRESS + family.bits() / Byte.SIZE;
  }

  @Override
  public void encode(IpPrefix prefix, ByteBuffer memory, int offset) {
    if (prefix.family() != family) {
      throw new IllegalArgumentException(prefix + " in a map of " + family + " prefixes");
    }
    memory.putInt(offset, prefix.length());
    IpAddress address = prefix.address();
    switch (family) {
      case V4 -> bigEndian(memory, offset + ADDRESS, address.low(), Integer.BYTES);
      case V6 -> {
        bigEndian(memory, offset + ADDRESS, address.high(), Long.BYTES);
        bigEndian(memory, offset + ADDRESS + Long.BYTES, address.low(), Long.BYTES);
      }
    }
  }

  @Override
  public IpPrefix decode(ByteBuffer memory, int offset) {
    int start = offset + ADDRESS;
    IpAddress address =
        switch (family) {
          case V4 -> IpAddress.v4((int) bigEndian(memory, start, Integer.BYTES));
          case V6 ->
              IpAddress.v6(
                  bigEndian(memory, start, Long.BYTES),
                  bigEndian(memory, start + Long.BYTES, Long.BYTES));
        };
    return new IpPrefix(address, memory.getInt(offset));
  }

  private static void bigEndian(ByteBuffer memory, int offset, long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      memory.put(offset + i, (byte) (value >>> (Byte.SIZE * (bytes - 1 - i))));
    }
  }

  private static long bigEndian(ByteBuffer memory, int offset, int bytes) {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << Byte.SIZE | Byte.toUnsignedLong(memory.get(offset + i));
    }
    return value;
  }
}
