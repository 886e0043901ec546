package io.packetframe.bpf;

import io.packetframe.sys.linux.NativeMemory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What the verifier wrote, as a text that the heap has room for: 16 MiB are a quarter of the heap
 * that the product runs with, and a JVM that is told to end where memory is short asks nobody.
 */
final class LogText {
  /** Logs of less are decoded as they are; of more, what is not ASCII becomes a question mark. */
  private static final int SMALL = 1 << 20;

  /** With its copy in the making, a text takes a quarter of the heap at most. */
  private static final int SHARE_OF_HEAP = 8;

  private LogText() {}

  /**
   * Reads the memory up to its first NUL.
   *
   * @param truncated whether the kernel had more to say
   */
  static VerifierLog of(ByteBuffer memory, boolean truncated) {
    return of(memory, truncated, Runtime.getRuntime().maxMemory());
  }

  static VerifierLog of(ByteBuffer memory, boolean truncated, long heap) {
    int length = 0;
    while (length < memory.capacity() && memory.get(length) != 0) {
      length++;
    }
    int kept = (int) Math.min(length, Math.max(SMALL, heap / SHARE_OF_HEAP));
    if (kept <= SMALL) {
      return new VerifierLog(
          NativeMemory.text(memory, length - kept, kept), truncated || kept < length);
    }
    // The end: that is where the reason stands, and what newer kernels keep too.
    byte[] bytes = new byte[kept];
    memory.get(length - kept, bytes);
    for (int i = 0; i < kept; i++) {
      // One character of more than a byte would double the text, and its making double that.
      if (bytes[i] < 0) {
        bytes[i] = '?';
      }
    }
    return new VerifierLog(
        new String(bytes, StandardCharsets.ISO_8859_1), truncated || kept < length);
  }
}
