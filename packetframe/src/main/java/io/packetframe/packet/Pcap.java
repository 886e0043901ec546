package io.packetframe.packet;

import static io.packetframe.packet.CaptureInput.u32;

import io.packetframe.packet.CaptureReader.Captured;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** The classic format, in either byte order, with micro- or nanoseconds. */
final class Pcap implements CaptureFormat {
  private static final int MICROSECONDS = 0xa1b2c3d4;
  private static final int NANOSECONDS = 0xa1b23c4d;

  /** Of the file's header behind the magic, where the link type stands. */
  private static final int LINK_TYPE = 16;

  private static final int HEADER = 20;
  private static final int RECORD_HEADER = 16;
  private static final int NANOSECONDS_OF_A_MICROSECOND = 1000;
  private static final int SECOND = 1_000_000_000;

  private final CaptureInput in;
  private final boolean bigEndian;
  private final boolean nanoseconds;

  /**
   * Reads the head of a capture.
   *
   * @param magic its first 4 bytes, which were read
   */
  Pcap(CaptureInput in, byte[] magic) throws IOException, CaptureException {
    this.in = in;
    int big = u32(magic, 0, true);
    int little = u32(magic, 0, false);
    bigEndian = big == MICROSECONDS || big == NANOSECONDS;
    nanoseconds = (bigEndian ? big : little) == NANOSECONDS;
    byte[] header = in.read(HEADER, "its header");
    if (!bigEndian && little != MICROSECONDS && little != NANOSECONDS) {
      throw new CaptureException(0, "this is no pcap file", null);
    }
    // The upper bits tell the length of a checksum behind each frame; few writers set them.
    CaptureInput.requireEthernet(
        magic.length + (long) LINK_TYPE, u32(header, LINK_TYPE, bigEndian) & 0xffff);
  }

  @Override
  public Optional<Captured> next() throws IOException, CaptureException {
    long offset = in.offset();
    Optional<byte[]> read = in.readUnlessAtEnd(RECORD_HEADER, "the header of a frame");
    if (read.isEmpty()) {
      return Optional.empty();
    }
    byte[] header = read.get();
    int kept = CaptureInput.frameLength(offset + 8, u32(header, 8, bigEndian));
    long fraction = Integer.toUnsignedLong(u32(header, 4, bigEndian));
    long nanos = nanoseconds ? fraction : fraction * NANOSECONDS_OF_A_MICROSECOND;
    if (nanos >= SECOND) {
      throw new CaptureException(offset + 4, "a time with more than a second behind it", null);
    }
    byte[] frame = in.read(kept, "a frame of " + kept + " bytes");
    long seconds = Integer.toUnsignedLong(u32(header, 0, bigEndian));
    return Optional.of(
        new Captured(
            Instant.ofEpochSecond(seconds, nanos),
            Integer.toUnsignedLong(u32(header, 12, bigEndian)),
            Bytes.of(frame)));
  }
}
