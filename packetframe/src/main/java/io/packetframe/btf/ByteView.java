package io.packetframe.btf;

import io.packetframe.Printable;
import java.nio.charset.StandardCharsets;
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
    if (!holds(offset, length)) {
      throw outside(offset, length, partName);
    }
    return new ByteView(blame, partName, bytes, start + (int) offset, (int) length);
  }

  /** Reads 8 bits, unsigned. */
  public int u8(long offset) throws ObjectException {
    return bytes[at(offset, 1)] & 0xff;
  }

  /** Reads 16 bits, unsigned. */
  public int u16(long offset) throws ObjectException {
    int at = at(offset, 2);
    return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
  }

  /** Reads 16 bits, signed. */
  public int s16(long offset) throws ObjectException {
    return (short) u16(offset);
  }

  /** Reads 32 bits, signed. */
  public int s32(long offset) throws ObjectException {
    return int32(at(offset, 4));
  }

  /** Reads 32 bits, unsigned. */
  public long u32(long offset) throws ObjectException {
    return Integer.toUnsignedLong(int32(at(offset, 4)));
  }

  /** Returns 64 bits; what is above the signed range comes out negative and fits nowhere. */
  public long u64(long offset) throws ObjectException {
    int at = at(offset, 8);
    return Integer.toUnsignedLong(int32(at)) | (long) int32(at + 4) << 32;
  }

  /** Byte by byte: a handle for all four would cost more at the start than it ever saves. */
  private int int32(int at) {
    return (bytes[at] & 0xff)
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | bytes[at + 3] << 24;
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

  /** Returns the UTF-8 text between the two offsets, which are inside. */
  String text(int from, int to) {
    return new String(bytes, start + from, to - from, StandardCharsets.UTF_8);
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
    if (!holds(offset, length)) {
      throw outside(offset, length, "a number");
    }
    return start + (int) offset;
  }

  private boolean holds(long offset, long length) {
    // In this order nothing overflows.
    return offset >= 0 && length >= 0 && offset <= size && length <= size - offset;
  }

  private ObjectException outside(long offset, long length, String what) {
    return failure(
        offset,
        "expected "
            + Long.toUnsignedString(length)
            + " bytes for "
            + what
            + ", found the end at 0x"
            + Integer.toHexString(size));
  }
}
