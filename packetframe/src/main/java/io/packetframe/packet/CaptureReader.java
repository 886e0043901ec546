package io.packetframe.packet;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads a capture in the classic pcap format, in either byte order, with micro- or nanoseconds.
 * Frames are read one by one, so a capture may be longer than the memory; no length in it is
 * believed before it was held against a limit.
 */
public final class CaptureReader {
  /** The longest frame that is read, in bytes: tcpdump's own limit. */
  public static final int MAX_FRAME = 262_144;

  private static final int MICROSECONDS = 0xa1b2c3d4;
  private static final int NANOSECONDS = 0xa1b23c4d;
  private static final int PCAPNG = 0x0a0d0d0a;
  private static final int HEADER = 24;
  private static final int RECORD_HEADER = 16;
  private static final int ETHERNET = 1;
  private static final int NANOSECONDS_OF_A_MICROSECOND = 1000;
  private static final int SECOND = 1_000_000_000;

  private final InputStream in;
  private final boolean bigEndian;
  private final boolean nanoseconds;
  private long offset;

  /**
   * A frame of a capture.
   *
   * @param time when it was seen
   * @param length how many bytes it had on the wire
   * @param frame those that were kept
   */
  public record Captured(Instant time, long length, Bytes frame) {}

  /**
   * Reads the head of a capture. The stream stays the caller's to close.
   *
   * @throws CaptureException if this is no capture of Ethernet frames
   */
  public CaptureReader(InputStream in) throws IOException, CaptureException {
    this.in = in;
    byte[] header = in.readNBytes(HEADER);
    if (header.length < HEADER) {
      throw new CaptureException(header.length, "the file ends in its header", null);
    }
    int big = u32(header, 0, true);
    int little = u32(header, 0, false);
    bigEndian = big == MICROSECONDS || big == NANOSECONDS;
    nanoseconds = (bigEndian ? big : little) == NANOSECONDS;
    if (!bigEndian && little != MICROSECONDS && little != NANOSECONDS) {
      throw big == PCAPNG
          ? new CaptureException(
              0, "this is a pcapng file", "convert it: `editcap -F pcap FILE NEW-FILE`")
          : new CaptureException(0, "this is no pcap file", null);
    }
    // The upper bits tell the length of a checksum behind each frame; few writers set them.
    int linkType = u32(header, 20, bigEndian) & 0xffff;
    if (linkType != ETHERNET) {
      throw new CaptureException(
          20, "the frames are of link type " + linkType + ", not of Ethernet (1)", null);
    }
    offset = HEADER;
  }

  /**
   * Reads the next frame; empty at the end.
   *
   * @throws CaptureException if the capture ends within a frame, or a length cannot be true
   */
  public Optional<Captured> next() throws IOException, CaptureException {
    byte[] header = in.readNBytes(RECORD_HEADER);
    if (header.length == 0) {
      return Optional.empty();
    }
    if (header.length < RECORD_HEADER) {
      throw new CaptureException(
          offset + header.length, "the file ends in the header of a frame", null);
    }
    long fraction = Integer.toUnsignedLong(u32(header, 4, bigEndian));
    long kept = Integer.toUnsignedLong(u32(header, 8, bigEndian));
    if (kept > MAX_FRAME) {
      throw new CaptureException(
          offset + 8, "a frame of " + kept + " bytes: none is longer than " + MAX_FRAME, null);
    }
    long nanos = nanoseconds ? fraction : fraction * NANOSECONDS_OF_A_MICROSECOND;
    if (nanos >= SECOND) {
      throw new CaptureException(offset + 4, "a time with more than a second behind it", null);
    }
    byte[] frame = in.readNBytes((int) kept);
    if (frame.length < kept) {
      throw new CaptureException(
          offset + RECORD_HEADER + frame.length,
          "the file ends in a frame of " + kept + " bytes",
          null);
    }
    offset += RECORD_HEADER + kept;
    long seconds = Integer.toUnsignedLong(u32(header, 0, bigEndian));
    return Optional.of(
        new Captured(
            Instant.ofEpochSecond(seconds, nanos),
            Integer.toUnsignedLong(u32(header, 12, bigEndian)),
            Bytes.of(frame)));
  }

  private static int u32(byte[] bytes, int at, boolean bigEndian) {
    int first = FrameReader.u16(bytes, at);
    int second = FrameReader.u16(bytes, at + 2);
    int value = (first << 16) | second;
    return bigEndian ? value : Integer.reverseBytes(value);
  }
}
