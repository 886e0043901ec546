package io.packetframe.btf;

import java.util.Arrays;

/** Bytes written one behind the other, numbers little-endian; no more than a kernel takes. */
final class GrowingBytes {
  private static final int FIRST_ROOM = 1024;

  private final String what;
  private byte[] content = new byte[FIRST_ROOM];
  private int size;

  /**
   * Makes room for nothing yet.
   *
   * @param what the message calls it that refuses more than {@link BtfWriter#MAX_SIZE}
   */
  GrowingBytes(String what) {
    this.what = what;
  }

  GrowingBytes putInt(int value) {
    int at = extend(Integer.BYTES);
    content[at] = (byte) value;
    content[at + 1] = (byte) (value >> 8);
    content[at + 2] = (byte) (value >> 16);
    content[at + 3] = (byte) (value >> 24);
    return this;
  }

  /** Appends a text and the zero byte that ends it. */
  void putText(byte[] text) {
    int at = extend(text.length + 1);
    System.arraycopy(text, 0, content, at, text.length);
  }

  int size() {
    return size;
  }

  void copyTo(byte[] target, int offset) {
    System.arraycopy(content, 0, target, offset, size);
  }

  private int extend(int more) {
    int at = size;
    if (more > BtfWriter.MAX_SIZE - at) {
      throw new IllegalArgumentException(what + " too large for a kernel");
    }
    size = at + more;
    if (size > content.length) {
      content = Arrays.copyOf(content, Math.max(size, 2 * content.length));
    }
    return at;
  }
}
