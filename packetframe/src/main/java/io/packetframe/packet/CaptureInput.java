package io.packetframe.packet;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The bytes of a capture, with the place where the next one stands. */
final class CaptureInput {
  private final InputStream in;
  private long offset;

  CaptureInput(InputStream in) {
    this.in = in;
  }

  long offset() {
    return offset;
  }

  /**
   * Reads so many bytes, whose number was held against a limit.
   *
   * @param where that must not be the end
   */
  byte[] read(int length, String where) throws IOException, CaptureException {
    byte[] bytes = in.readNBytes(length);
    offset += bytes.length;
    if (bytes.length < length) {
      throw new CaptureException(offset, "the file ends in " + where, null);
    }
    return bytes;
  }

  /** Reads so many bytes; empty where there is none left. */
  Optional<byte[]> readUnlessAtEnd(int length, String where) throws IOException, CaptureException {
    int first = in.read();
    if (first < 0) {
      return Optional.empty();
    }
    offset++;
    byte[] rest = read(length - 1, where);
    byte[] bytes = new byte[length];
    bytes[0] = (byte) first;
    System.arraycopy(rest, 0, bytes, 1, rest.length);
    return Optional.of(bytes);
  }

  void skip(long length, String where) throws IOException, CaptureException {
    long left = length;
    while (left > 0) {
      long skipped = in.skip(left);
      if (skipped <= 0) {
        // At the end, or a stream that skips nothing.
        skipped = in.read() < 0 ? 0 : 1;
      }
      if (skipped == 0) {
        throw new CaptureException(offset, "the file ends in " + where, null);
      }
      offset += skipped;
      left -= skipped;
    }
  }

  static int u32(byte[] bytes, int at, boolean bigEndian) {
    int value = (FrameReader.u16(bytes, at) << 16) | FrameReader.u16(bytes, at + 2);
    return bigEndian ? value : Integer.reverseBytes(value);
  }

  static int u16(byte[] bytes, int at, boolean bigEndian) {
    int value = FrameReader.u16(bytes, at);
    return bigEndian ? value : Short.toUnsignedInt(Short.reverseBytes((short) value));
  }

  /** Returns a length that no frame has more of. */
  static int frameLength(long offset, int kept) throws CaptureException {
    if (Integer.compareUnsigned(kept, CaptureReader.MAX_FRAME) > 0) {
      throw new CaptureException(
          offset,
          "a frame of "
              + Integer.toUnsignedString(kept)
              + " bytes: none is longer than "
              + CaptureReader.MAX_FRAME,
          null);
    }
    return kept;
  }

  static void requireEthernet(long offset, int linkType) throws CaptureException {
    if (linkType != 1) {
      throw new CaptureException(
          offset, "the frames are of link type " + linkType + ", not of Ethernet (1)", null);
    }
  }
}
