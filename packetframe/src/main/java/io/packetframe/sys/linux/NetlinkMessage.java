package io.packetframe.sys.linux;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A netlink request under construction (include/uapi/linux/netlink.h): a header of 16 bytes, a
 * fixed part of its type, then attributes, each padded to 4 bytes.
 */
public final class NetlinkMessage {
  public static final int NLM_F_REQUEST = 1;
  public static final int NLM_F_ACK = 4;
  public static final int NLM_F_ECHO = 8;
  public static final int NLM_F_REPLACE = 0x100;
  public static final int NLM_F_EXCL = 0x200;
  public static final int NLM_F_CREATE = 0x400;
  public static final int NLM_F_DUMP = 0x300;

  /** Bytes of {@code struct nlmsghdr}. */
  public static final int HEADER = 16;

  private static final int NLA_F_NESTED = 1 << 15;
  private static final int CAPACITY = 512;

  private final ByteBuffer memory = NativeMemory.allocate(CAPACITY);

  /**
   * Begins a request that is answered.
   *
   * @param fixed bytes of the part behind the header
   */
  public NetlinkMessage(int type, int flags, int fixed) {
    memory.putShort(4, (short) type);
    memory.putShort(6, (short) (NLM_F_REQUEST | NLM_F_ACK | flags));
    memory.putInt(8, 1);
    memory.position(HEADER + fixed);
  }

  /** Sets a u32 of the fixed part. */
  public NetlinkMessage fixed(int offset, int value) {
    memory.putInt(HEADER + offset, value);
    return this;
  }

  /** Sets a u8 of the fixed part. */
  public NetlinkMessage fixed(int offset, byte value) {
    memory.put(HEADER + offset, value);
    return this;
  }

  /** Adds an attribute of 32 bits. */
  public NetlinkMessage u32(int type, int value) {
    int start = begin(type);
    memory.putInt(value);
    end(start);
    return this;
  }

  /** Adds an attribute with a C string. */
  public NetlinkMessage text(int type, String value) {
    int start = begin(type);
    memory.put(value.getBytes(StandardCharsets.UTF_8)).put((byte) 0);
    end(start);
    return this;
  }

  /** Begins an attribute that holds others; the answer is for {@link #end}. */
  public int nested(int type) {
    return begin(type | NLA_F_NESTED);
  }

  /** Ends an attribute. */
  public void end(int start) {
    memory.putShort(start, (short) (memory.position() - start));
    memory.position((memory.position() + 3) & ~3);
  }

  private int begin(int type) {
    int start = memory.position();
    memory.putShort(start + 2, (short) type);
    memory.position(start + 4);
    return start;
  }

  /** Returns the memory; its first {@link #length} bytes are the message. */
  public ByteBuffer memory() {
    return memory;
  }

  /** Finishes the message and returns its length. */
  public int length() {
    memory.putInt(0, memory.position());
    return memory.position();
  }
}
