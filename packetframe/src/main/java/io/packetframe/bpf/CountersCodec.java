package io.packetframe.bpf;

import java.nio.ByteBuffer;

/**
 * {@code __u64[count]}, a block of counters.
 *
 * @param count at least 1
 */
record CountersCodec(int count) implements Codec<long[]> {
  CountersCodec {
    if (count < 1) {
      throw new IllegalArgumentException("a block of " + count + " counters");
    }
  }

  @Override
  public int size() {
    return count * Long.BYTES;
  }

  @Override
  public void encode(long[] value, ByteBuffer memory, int offset) {
    if (value.length != count) {
      throw new IllegalArgumentException(value.length + " counters where there are " + count);
    }
    for (int i = 0; i < count; i++) {
      memory.putLong(offset + i * Long.BYTES, value[i]);
    }
  }

  @Override
  public long[] decode(ByteBuffer memory, int offset) {
    long[] value = new long[count];
    for (int i = 0; i < count; i++) {
      value[i] = memory.getLong(offset + i * Long.BYTES);
    }
    return value;
  }
}
