package io.packetframe.packet;

/**
 * UDP (RFC 768).
 *
 * @param sourcePort 16 bits
 * @param destinationPort 16 bits
 * @param data what it carries
 * @param lies fields of the UDP header that are wrong
 */
public record Udp(int sourcePort, int destinationPort, Bytes data, Lies lies) implements Transport {
  /** Its number in an IP header. */
  public static final int PROTOCOL = 17;

  static final int HEADER_BYTES = 8;

  /** Checks the ranges. */
  public Udp {
    if (sourcePort >>> 16 != 0 || destinationPort >>> 16 != 0) {
      throw new IllegalArgumentException("ports: 16 bits");
    }
  }

  @Override
  public int protocol() {
    return PROTOCOL;
  }

  @Override
  public void write(FrameWriter out, Ends ends) {
    int start = out.length();
    int length = HEADER_BYTES + data.length();
    out.u16(sourcePort);
    out.u16(destinationPort);
    out.u16(lies.orElse(LyingField.UDP_LENGTH, length & 0xffff));
    out.u16(0);
    out.bytes(data.array());
    int sum = out.sum(start, out.length()) + ends.pseudoHeader(PROTOCOL, length);
    int checksum = InternetChecksum.of(sum);
    // 0 says that there is no checksum, so a sum of 0 is written as its other form.
    out.set16(start + 6, lies.orElse(LyingField.CHECKSUM, checksum == 0 ? 0xffff : checksum));
  }
}
