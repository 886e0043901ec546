package io.packetframe.sys.windows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/** A GUID (guiddef.h): in memory, its first three numbers are little-endian. */
public record Guid(UUID value) {
  /** The size in memory. */
  public static final int SIZE = 16;

  /** The GUID of nothing. */
  public static final Guid NONE = new Guid(new UUID(0, 0));

  /**
   * Reads the text form.
   *
   * @param text e.g. {@code b9707e04-8127-4c72-833e-05b1fb439496}
   * @throws IllegalArgumentException if it is none
   */
  public static Guid parse(String text) {
    return new Guid(UUID.fromString(text));
  }

  /** Reads the memory form. */
  public static Guid of(ByteBuffer memory, int offset) {
    ByteBuffer order = memory.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    long first = Integer.toUnsignedLong(order.getInt(offset));
    long second = Short.toUnsignedLong(order.getShort(offset + 4));
    long third = Short.toUnsignedLong(order.getShort(offset + 6));
    long rest = order.order(ByteOrder.BIG_ENDIAN).getLong(offset + 8);
    return new Guid(new UUID(first << 32 | second << 16 | third, rest));
  }

  /** Returns the memory form. */
  public byte[] bytes() {
    long high = value.getMostSignificantBits();
    ByteBuffer memory = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
    memory.putInt((int) (high >>> 32)).putShort((short) (high >>> 16)).putShort((short) high);
    return memory.order(ByteOrder.BIG_ENDIAN).putLong(value.getLeastSignificantBits()).array();
  }
}
