package io.packetframe.sys.windows;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of {@code bpf}: the layout of Linux's {@code union bpf_attr}. What they point to is
 * reachable as long as they are.
 */
public final class EbpfAttributes {
  /**
   * More than any command's structure: the library takes zeroes behind what it knows, and some
   * versions leave undefined what a shorter one does not hold.
   */
  private static final int SIZE = 160;

  private static final int KEY = 8;
  private static final int VALUE = 16;
  private static final int INSTRUCTIONS = 8;
  private static final int LICENSE = 16;

  private final ByteBuffer memory = memory(SIZE);
  private final List<ByteBuffer> targets = new ArrayList<>();

  private EbpfAttributes() {}

  /** Returns zeroed memory in native byte order. */
  public static ByteBuffer memory(int size) {
    return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
  }

  /** For {@link EbpfCommand#MAP_CREATE}. */
  public static EbpfAttributes mapCreate(
      EbpfMapType type, int keySize, int valueSize, int maxEntries) {
    return new EbpfAttributes()
        .u32(0, type.number())
        .u32(4, keySize)
        .u32(8, valueSize)
        .u32(12, maxEntries);
  }

  /** For {@link EbpfCommand#MAP_LOOKUP_ELEM}. */
  public static EbpfAttributes lookup(int map, ByteBuffer key, ByteBuffer value) {
    return new EbpfAttributes().u32(0, map).pointer(KEY, key).pointer(VALUE, value);
  }

  /**
   * For {@link EbpfCommand#MAP_GET_NEXT_KEY}.
   *
   * @param key null asks for the first
   */
  public static EbpfAttributes nextKey(int map, @Nullable ByteBuffer key, ByteBuffer next) {
    EbpfAttributes attributes = new EbpfAttributes().u32(0, map).pointer(VALUE, next);
    return key == null ? attributes : attributes.pointer(KEY, key);
  }

  /**
   * For {@link EbpfCommand#PROG_LOAD}.
   *
   * @param instructions of 8 bytes each
   * @param license ended by a NUL byte
   */
  public static EbpfAttributes programLoad(
      EbpfProgramType type, ByteBuffer instructions, ByteBuffer license) {
    return new EbpfAttributes()
        .u32(0, type.number())
        .u32(4, instructions.capacity() / Long.BYTES)
        .pointer(INSTRUCTIONS, instructions)
        .pointer(LICENSE, license);
  }

  /** For {@link EbpfCommand#LINK_DETACH}. */
  public static EbpfAttributes linkDetach(int link) {
    return new EbpfAttributes().u32(0, link);
  }

  private EbpfAttributes u32(int offset, int value) {
    memory.putInt(offset, value);
    return this;
  }

  private EbpfAttributes pointer(int offset, ByteBuffer target) {
    targets.add(target);
    memory.putLong(offset, MemorySegment.ofBuffer(target.duplicate().clear()).address());
    return this;
  }

  ByteBuffer memory() {
    return memory;
  }
}
