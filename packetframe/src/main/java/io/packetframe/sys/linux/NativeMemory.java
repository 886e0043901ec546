package io.packetframe.sys.linux;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Memory that the kernel can read and write in place. */
public final class NativeMemory {
  private static final int CHUNK = 16 * 1024;

  /** More is allocated by itself, or the rest of a chunk would go to waste. */
  private static final int LARGEST_PIECE = CHUNK / 8;

  /** Any number of the kernel's ABI may start a piece. */
  private static final int ALIGNMENT = 16;

  /** A chunk is handed out once, and collected when none of its pieces is in use. */
  private static ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);

  private static int used;

  private NativeMemory() {}

  /** Returns zeroed memory in native byte order. */
  public static ByteBuffer allocate(int size) {
    ByteBuffer memory = size > LARGEST_PIECE ? ByteBuffer.allocateDirect(size) : piece(size);
    return memory.order(ByteOrder.nativeOrder());
  }

  /** A system call takes several small pieces, and memory of its own costs each of them a µs. */
  private static synchronized ByteBuffer piece(int size) {
    if (size > CHUNK - used) {
      chunk = ByteBuffer.allocateDirect(CHUNK);
      used = 0;
    }
    ByteBuffer piece = chunk.slice(used, size);
    used += (size + ALIGNMENT - 1) & -ALIGNMENT;
    return piece;
  }

  /** Returns a copy of the bytes. */
  public static ByteBuffer copyOf(byte[] bytes) {
    ByteBuffer memory = allocate(bytes.length);
    memory.put(0, bytes);
    return memory;
  }

  /** Returns the text in UTF-8, ended by a NUL byte. */
  public static ByteBuffer cString(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (byte b : bytes) {
      if (b == 0) {
        throw new IllegalArgumentException("a C string cannot hold NUL");
      }
    }
    ByteBuffer memory = allocate(bytes.length + 1);
    memory.put(0, bytes);
    return memory;
  }

  /**
   * Returns where the memory starts, for a structure that another one points to. The buffer must
   * stay reachable until the kernel has returned.
   */
  public static long address(ByteBuffer memory) {
    return MemorySegment.ofBuffer(memory.duplicate().clear()).address();
  }

  /** Returns the text before the first NUL of the memory, or all of it. */
  public static String text(ByteBuffer memory, int offset, int length) {
    int end = offset;
    while (end < offset + length && memory.get(end) != 0) {
      end++;
    }
    byte[] bytes = new byte[end - offset];
    memory.get(offset, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
