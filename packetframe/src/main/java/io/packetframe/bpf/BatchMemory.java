package io.packetframe.bpf;

import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.NativeMemory;
import java.nio.ByteBuffer;

/**
 * Keys and values of one batch call.
 *
 * @param capacity entries there is room for
 */
record BatchMemory(int capacity, ByteBuffer keys, ByteBuffer values) {
  /** More entries a call gain nothing, and the kernel works through a call without us. */
  private static final int MOST_ENTRIES = 1024;

  /** Values of a per-CPU map may be large. */
  private static final int MOST_BYTES = 1 << 20;

  private static final int ATTR_SIZE = 56;

  static BatchMemory of(BpfMap map, int keySize, int valueSize) {
    int entries =
        Integer.compareUnsigned(map.definition().maxEntries(), MOST_ENTRIES) < 0
            ? map.definition().maxEntries()
            : MOST_ENTRIES;
    int fitting = Math.min(entries, MOST_BYTES / Math.addExact(keySize, valueSize));
    return sized(Math.max(1, fitting), keySize, valueSize);
  }

  private static BatchMemory sized(int capacity, int keySize, int valueSize) {
    return new BatchMemory(
        capacity,
        NativeMemory.allocate(Math.multiplyExact(capacity, keySize)),
        NativeMemory.allocate(Math.multiplyExact(capacity, valueSize)));
  }

  /** Returns memory for twice as many. */
  BatchMemory doubled() {
    return sized(
        Math.multiplyExact(capacity, 2), keys.capacity() / capacity, values.capacity() / capacity);
  }

  /** Returns {@code bpf_attr.batch} about the first so many keys. */
  KernelStruct attr(BpfMap map, int count) {
    return new KernelStruct(ATTR_SIZE).pointer(16, keys).u32(32, count).u32(36, map.fd().number());
  }

  /** Returns the same with the values. */
  KernelStruct attrWithValues(BpfMap map, int count) {
    return attr(map, count).pointer(24, values);
  }
}
