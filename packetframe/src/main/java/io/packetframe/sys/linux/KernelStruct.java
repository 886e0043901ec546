package io.packetframe.sys.linux;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A structure shared with the kernel: zeroed memory of exactly its size, and what its pointer
 * fields point to.
 *
 * <p>For {@code union bpf_attr} zeroing is part of the ABI: the kernel refuses a byte set beyond
 * what it knows (E2BIG), refuses set padding (EINVAL) and, since 6.4, writes back into the
 * attribute. Pointer fields are kept as buffers, so that the memory stays reachable until the call
 * returns and a scripted kernel in tests can read and write it.
 */
public final class KernelStruct {
  /** The field at {@code offset} points to {@code target}, whose whole capacity is the memory. */
  public record PointerField(int offset, ByteBuffer target) {
    public PointerField {
      if (!target.isDirect()) {
        throw new IllegalArgumentException("only direct memory has an address");
      }
    }
  }

  private final ByteBuffer memory;
  private final List<PointerField> pointers = new ArrayList<>(3);

  /** Makes a structure of that many zero bytes. */
  public KernelStruct(int size) {
    this.memory = NativeMemory.allocate(size);
  }

  /** Sets the u32 at the offset. */
  public KernelStruct u32(int offset, int value) {
    memory.putInt(offset, value);
    return this;
  }

  /** Sets the u64 at the offset. */
  public KernelStruct u64(int offset, long value) {
    memory.putLong(offset, value);
    return this;
  }

  /** Sets bytes from the offset on. */
  public KernelStruct bytes(int offset, byte[] value) {
    memory.put(offset, value);
    return this;
  }

  /** Sets the pointer at the offset; it is written as a u64 when the call is made. */
  public KernelStruct pointer(int offset, ByteBuffer target) {
    pointers.add(new PointerField(offset, target));
    return this;
  }

  /** Returns the u32 at the offset, also after the kernel wrote it. */
  public int u32(int offset) {
    return memory.getInt(offset);
  }

  /** Returns the memory itself. */
  public ByteBuffer memory() {
    return memory;
  }

  /** Returns the pointer fields. */
  public List<PointerField> pointers() {
    return pointers;
  }

  /** Returns the memory that the field at the offset points to. */
  public ByteBuffer target(int offset) {
    for (PointerField pointer : pointers) {
      if (pointer.offset() == offset) {
        return pointer.target();
      }
    }
    throw new IllegalArgumentException("no pointer at offset " + offset);
  }
}
