package io.packetframe.packet;

import io.packetframe.net.IpAddress;
import io.packetframe.net.IpAddress.Family;

/**
 * IPv4 (RFC 791).
 *
 * @param typeOfService DSCP and ECN, 8 bits
 * @param identification 16 bits
 * @param fragment which part of a packet this is
 * @param timeToLive 8 bits
 * @param source where it comes from
 * @param destination where it goes
 * @param options 0 to 40 bytes, a multiple of 4
 * @param transport what it carries
 * @param lies fields of the IP header that are wrong
 */
public record Ipv4(
    int typeOfService,
    int identification,
    Fragment fragment,
    int timeToLive,
    IpAddress source,
    IpAddress destination,
    Bytes options,
    Transport transport,
    Lies lies)
    implements Network {
  /** The ethertype of IPv4. */
  public static final int ETHER_TYPE = 0x0800;

  /** The length of a header without options. */
  public static final int HEADER_BYTES = 20;

  private static final int MAX_OPTIONS = 40;

  /** Checks the ranges. */
  public Ipv4 {
    if (typeOfService >>> 8 != 0 || identification >>> 16 != 0 || timeToLive >>> 8 != 0) {
      throw new IllegalArgumentException("8, 16 and 8 bits");
    }
    if (source.family() != Family.V4 || destination.family() != Family.V4) {
      throw new IllegalArgumentException("source and destination: IPv4");
    }
    if (options.length() > MAX_OPTIONS || options.length() % 4 != 0) {
      throw new IllegalArgumentException("options: up to 40 bytes, a multiple of 4");
    }
  }

  @Override
  public int etherType() {
    return ETHER_TYPE;
  }

  @Override
  public void write(FrameWriter out, Packet frame) {
    int start = out.length();
    int words = (HEADER_BYTES + options.length()) / 4;
    out.u8(lies.orElse(LyingField.VERSION, 4) << 4 | lies.orElse(LyingField.HEADER_LENGTH, words));
    out.u8(typeOfService);
    out.u16(0);
    out.u16(identification);
    out.u16(fragment.bits());
    out.u8(timeToLive);
    out.u8(transport.protocol());
    out.u16(0);
    out.address(source);
    out.address(destination);
    out.bytes(options.array());
    int headerEnd = out.length();
    transport.write(out, new Ends(source, destination));
    int total = lies.orElse(LyingField.TOTAL_LENGTH, out.length() - start & 0xffff);
    out.set16(start + 2, total);
    int checksum = InternetChecksum.of(out.sum(start, headerEnd));
    out.set16(start + 10, lies.orElse(LyingField.HEADER_CHECKSUM, checksum));
  }
}
