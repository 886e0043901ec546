package io.packetframe.bpf;

import io.packetframe.net.IpAddress.Family;
import io.packetframe.net.IpPrefix;
import java.nio.ByteBuffer;

/** The codecs of keys and values that are nothing special. */
public final class Codecs {
  /** One byte, 0 to 255. */
  public static final Codec<Integer> U8 = new U8Codec();

  /** {@code __u32}; above 2^31 it is negative here. */
  public static final Codec<Integer> U32 = new U32Codec();

  /** {@code __u64}; above 2^63 it is negative here. */
  public static final Codec<Long> U64 = new U64Codec();

  private Codecs() {}

  /** Returns the codec of {@code __u64[count]}. */
  public static Codec<long[]> counters(int count) {
    return new CountersCodec(count);
  }

  /** Returns the codec of the key of an LPM trie over addresses of that family. */
  public static Codec<IpPrefix> prefixes(Family family) {
    return new PrefixCodec(family);
  }

  /** Returns the codec of that many bytes as they are. */
  public static Codec<byte[]> bytes(int size) {
    return new BytesCodec(size);
  }

  private record U8Codec() implements Codec<Integer> {
    @Override
    public int size() {
      return 1;
    }

    @Override
    public void encode(Integer value, ByteBuffer memory, int offset) {
      if (value < 0 || value > 0xff) {
        throw new IllegalArgumentException("not a byte: " + value);
      }
      memory.put(offset, value.byteValue());
    }

    @Override
    public Integer decode(ByteBuffer memory, int offset) {
      return Byte.toUnsignedInt(memory.get(offset));
    }
  }

  private record U32Codec() implements Codec<Integer> {
    @Override
    public int size() {
      return Integer.BYTES;
    }

    @Override
    public void encode(Integer value, ByteBuffer memory, int offset) {
      memory.putInt(offset, value);
    }

    @Override
    public Integer decode(ByteBuffer memory, int offset) {
      return memory.getInt(offset);
    }
  }

  private record U64Codec() implements Codec<Long> {
    @Override
    public int size() {
      return Long.BYTES;
    }

    @Override
    public void encode(Long value, ByteBuffer memory, int offset) {
      memory.putLong(offset, value);
    }

    @Override
    public Long decode(ByteBuffer memory, int offset) {
      return memory.getLong(offset);
    }
  }

  private record BytesCodec(int size) implements Codec<byte[]> {
    BytesCodec {
      if (size < 1) {
        throw new IllegalArgumentException("a key or value has at least 1 byte, not " + size);
      }
    }

    @Override
    public void encode(byte[] value, ByteBuffer memory, int offset) {
      if (value.length != size) {
        throw new IllegalArgumentException(value.length + " bytes where there are " + size);
      }
      memory.put(offset, value);
    }

    @Override
    public byte[] decode(ByteBuffer memory, int offset) {
      byte[] value = new byte[size];
      memory.get(offset, value);
      return value;
    }
  }
}
