package io.packetframe.btf;

import io.packetframe.Printable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A named window on little-endian bytes, the only way in which objects and types are read: what
 * lies outside is our exception, with the offset in the window.
 */
public final class ByteView {
  /** Makes the exception of whoever reads. */
  @FunctionalInterface
  public interface Blame {
    /** Returns the exception for that place; the texts are printable. */
    ObjectException failure(String section, long offset, String problem);
  }

  private static final VarHandle U16 =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle U32 =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle U64 =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Characters of a forged name in a message. */
  private static final int MAX_SHOWN = 300;

  private final Blame blame;
  private final String name;
  private final byte[] bytes;
  private final int start;
  private final int size;

  /** Makes a window on all bytes. */
  public ByteView(Blame blame, String name, byte[] bytes) {
    this(blame, name, bytes, 0, bytes.length);
  }

  private ByteView(Blame blame, String name, byte[] bytes, int start, int size) {
    this.blame = blame;
    this.name = name;
    this.bytes = bytes;
    this.start = start;
    this.size = size;
  }

  /** Returns how many bytes it shows. */
  public int size() {
    return size;
  }

  /** Returns what messages call it. */
  public String name() {
    return name;
  }

  /** Returns the same bytes under another name and exception. */
  public ByteView as(Blame other, String otherName) {
    return new ByteView(other, otherName, bytes, start, size);
  }

  /** Returns a part; offsets in it start at zero, so it has a name of its own. */
  public ByteView part(String partName, long offset, long length) throws ObjectException {
    require(offset, length, partName);
    return new ByteView(blame, partName, bytes, start + (int) offset, (int) length);
  }

  /** Reads 8 bits, unsigned. */
  public int u8(long offset) throws ObjectException {
    return bytes[at(offset, 1)] & 0xff;
  }

  /** Reads 16 bits, unsigned. */
  public int u16(long offset) throws ObjectException {
    return (short) U16.get(bytes, at(offset, 2)) & 0xffff;
  }

  /** Reads 16 bits, signed. */
  public int s16(long offset) throws ObjectException {
    return (short) U16.get(bytes, at(offset, 2));
  }

  /** Reads 32 bits, signed. */
  public int s32(long offset) throws ObjectException {
    return (int) U32.get(bytes, at(offset, 4));
  }

  /** Reads 32 bits, unsigned. */
  public long u32(long offset) throws ObjectException {
    return Integer.toUnsignedLong(s32(offset));
  }

  /** Returns 64 bits; what is above the signed range comes out negative and fits nowhere. */
  public long u64(long offset) throws ObjectException {
    return (long) U64.get(bytes, at(offset, 8));
  }

  /** Returns the offset of the first zero byte from there on. */
  public int zeroFrom(long offset) throws ObjectException {
    int from = at(offset, 1);
    for (int i = from; i < start + size; i++) {
      if (bytes[i] == 0) {
        return i - start;
      }
    }
    throw failure(offset, "expected a text that ends with a zero byte");
  }

  /** Returns the hash of the essential part of the name from there to its zero byte. */
  int nameHash(long offset) throws ObjectException {
    return EssentialName.hash(bytes, at(offset, 1));
  }

  /** Copies the bytes between the two offsets, which are inside. */
  public byte[] copy(int from, int to) {
    return Arrays.copyOfRange(bytes, start + from, start + to);
  }

  /** Returns the exception for that place. */
  public ObjectException failure(long offset, String problem) {
    String printable = Printable.escaped(problem, MAX_SHOWN);
    String where = Printable.escaped(name, MAX_SHOWN);
    return blame.failure(where, offset, printable);
  }

  private int at(long offset, int length) throws ObjectException {
    require(offset, length, "a number");
    return start + (int) offset;
  }

  private void require(long offset, long length, String what) throws ObjectException {
    // In this order nothing overflows.
    if (offset < 0 || length < 0 || offset > size || length > size - offset) {
      throw failure(
          offset,
          "expected "
              + Long.toUnsignedString(length)
              + " bytes for "
              + what
              + ", found the end at 0x"
              + Integer.toHexString(size));
    }
  }
}
