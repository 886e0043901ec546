package io.packetframe.bpf;

import java.nio.ByteBuffer;

/**
 * How a key or a value of a map lies in memory, stated byte by byte: nothing is derived from the
 * class. {@link Codecs} has the usual ones.
 */
public interface Codec<T> {
  /** Returns the bytes of one, the same for all; at least 1. */
  int size();

  /**
   * Writes one from the offset on, in native byte order unless the BPF program reads another.
   *
   * <p>Writes all {@link #size} bytes and no other, padding as zeros: the memory has been used
   * before, and the kernel compares keys with their padding.
   */
  void encode(T value, ByteBuffer memory, int offset);

  /** Reads one from the offset on. */
  T decode(ByteBuffer memory, int offset);
}
