package io.packetframe.packet;

import static io.packetframe.packet.CaptureInput.u16;
import static io.packetframe.packet.CaptureInput.u32;

import io.packetframe.packet.CaptureReader.Captured;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The format of Wireshark and newer tcpdumps (draft-ietf-opsawg-pcapng): sections of blocks, in
 * either byte order, with frames of several interfaces. Blocks that hold no frame are skipped.
 */
final class Pcapng implements CaptureFormat {
  /** Type of a section header, the same in either byte order. */
  static final int SECTION = 0x0a0d0d0a;

  private static final int BYTE_ORDER = 0x1a2b3c4d;
  private static final int INTERFACE = 1;
  private static final int OBSOLETE_PACKET = 2;
  private static final int SIMPLE_PACKET = 3;
  private static final int ENHANCED_PACKET = 6;

  /** Type and length, and the length once more at the end. */
  private static final int AROUND = 12;

  /** Options of a frame are short. */
  private static final int MAX_BODY = CaptureReader.MAX_FRAME + 65_536;

  private static final int MAX_INTERFACES = 4096;

  private final CaptureInput in;
  private final List<PcapngInterface> interfaces = new ArrayList<>();
  private boolean bigEndian;

  /** Reads the first section's header, whose type was read. */
  Pcapng(CaptureInput in) throws IOException, CaptureException {
    this.in = in;
    section(in.read(Integer.BYTES, "its header"));
  }

  @Override
  public Optional<Captured> next() throws IOException, CaptureException {
    while (true) {
      long start = in.offset();
      Optional<byte[]> read = in.readUnlessAtEnd(8, "the header of a block");
      if (read.isEmpty()) {
        return Optional.empty();
      }
      int type = u32(read.get(), 0, bigEndian);
      if (type == SECTION) {
        section(new byte[] {read.get()[4], read.get()[5], read.get()[6], read.get()[7]});
        continue;
      }
      long length = Integer.toUnsignedLong(u32(read.get(), 4, bigEndian));
      Optional<Captured> frame = block(start, type, bodyLength(start, length));
      trailer(length);
      if (frame.isPresent()) {
        return frame;
      }
    }
  }

  private void section(byte[] rawLength) throws IOException, CaptureException {
    long start = in.offset() - 8;
    byte[] order = in.read(Integer.BYTES, "the header of a section");
    bigEndian = u32(order, 0, true) == BYTE_ORDER;
    if (!bigEndian && u32(order, 0, false) != BYTE_ORDER) {
      throw new CaptureException(start + 8, "a section without its byte-order magic", null);
    }
    interfaces.clear();
    long length = Integer.toUnsignedLong(u32(rawLength, 0, bigEndian));
    long left = bodyLength(start, length) - Integer.BYTES;
    if (left < 12) {
      throw new CaptureException(start + 4, "a section header of " + length + " bytes", null);
    }
    int major = u16(in.read(2, "the header of a section"), 0, bigEndian);
    if (major != 1) {
      throw new CaptureException(start + 12, "pcapng of version " + major + ", not 1", null);
    }
    in.skip(left - 2, "the header of a section");
    trailer(length);
  }

  private static long bodyLength(long start, long length) throws CaptureException {
    if (length < AROUND || length % Integer.BYTES != 0) {
      throw new CaptureException(start + 4, "a block of " + length + " bytes", null);
    }
    return length - AROUND;
  }

  private void trailer(long length) throws IOException, CaptureException {
    long offset = in.offset();
    long again = Integer.toUnsignedLong(u32(in.read(4, "a block"), 0, bigEndian));
    if (again != length) {
      throw new CaptureException(
          offset, "a block of " + length + " bytes ends as one of " + again, null);
    }
  }

  private Optional<Captured> block(long start, int type, long length)
      throws IOException, CaptureException {
    return switch (type) {
      case INTERFACE -> {
        if (interfaces.size() == MAX_INTERFACES) {
          throw new CaptureException(start, "more than " + MAX_INTERFACES + " interfaces", null);
        }
        interfaces.add(PcapngInterface.read(start + 8, body(start, length, 8), bigEndian));
        yield Optional.empty();
      }
      case ENHANCED_PACKET -> Optional.of(enhanced(start, body(start, length, 20)));
      case SIMPLE_PACKET -> Optional.of(simple(start, body(start, length, 4)));
      case OBSOLETE_PACKET ->
          throw new CaptureException(
              start,
              "a frame in a block of an obsolete kind (2)",
              "convert it: `editcap -F pcap FILE NEW-FILE`");
      default -> {
        in.skip(length, "a block");
        yield Optional.empty();
      }
    };
  }

  private byte[] body(long start, long length, int least) throws IOException, CaptureException {
    if (length < least || length > MAX_BODY) {
      throw new CaptureException(start + 4, "a block of " + (length + AROUND) + " bytes", null);
    }
    return in.read((int) length, "a block");
  }

  private Captured enhanced(long start, byte[] body) throws CaptureException {
    PcapngInterface from = seenOn(start, u32(body, 0, bigEndian));
    int kept = CaptureInput.frameLength(start + 20, u32(body, 12, bigEndian));
    if (kept > body.length - 20) {
      throw new CaptureException(
          start + 20, "a frame of " + kept + " bytes in a block of " + body.length, null);
    }
    long ticks =
        ((long) u32(body, 4, bigEndian) << 32) | Integer.toUnsignedLong(u32(body, 8, bigEndian));
    return new Captured(
        from.time(start + 12, ticks),
        Integer.toUnsignedLong(u32(body, 16, bigEndian)),
        Bytes.of(body, 20, kept));
  }

  /** A frame of the first interface, without a time. */
  private Captured simple(long start, byte[] body) throws CaptureException {
    PcapngInterface from = seenOn(start, 0);
    long length = Integer.toUnsignedLong(u32(body, 0, bigEndian));
    long limit = from.snapLength() == 0 ? length : Math.min(length, from.snapLength());
    if (limit > body.length - 4) {
      throw new CaptureException(
          start + 8, "a frame of " + limit + " bytes in a block of " + body.length, null);
    }
    return new Captured(Instant.EPOCH, length, Bytes.of(body, 4, (int) limit));
  }

  private PcapngInterface seenOn(long start, int number) throws CaptureException {
    if (Integer.compareUnsigned(number, interfaces.size()) >= 0) {
      throw new CaptureException(
          start + 8,
          "a frame of interface " + Integer.toUnsignedString(number) + ", which is not described",
          null);
    }
    PcapngInterface from = interfaces.get(number);
    CaptureInput.requireEthernet(start, from.linkType());
    return from;
  }
}
