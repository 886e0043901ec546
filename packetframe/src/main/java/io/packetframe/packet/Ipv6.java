package io.packetframe.packet;

import io.packetframe.net.IpAddress;
import io.packetframe.net.IpAddress.Family;
import java.util.List;

/**
 * IPv6 (RFC 8200).
 *
 * @param trafficClass DSCP and ECN, 8 bits
 * @param flowLabel 20 bits
 * @param hopLimit 8 bits
 * @param source where it comes from
 * @param destination where it goes
 * @param extensions headers between this one and the transport protocol's
 * @param transport what it carries
 * @param lies fields of the IP header that are wrong
 */
public record Ipv6(
    int trafficClass,
    int flowLabel,
    int hopLimit,
    IpAddress source,
    IpAddress destination,
    List<ExtensionHeader> extensions,
    Transport transport,
    Lies lies)
    implements Network {
  /** The ethertype of IPv6. */
  public static final int ETHER_TYPE = 0x86dd;

  /** The length of the header. */
  public static final int HEADER_BYTES = 40;

  /** Checks the ranges. */
  public Ipv6 {
    extensions = List.copyOf(extensions);
    if (trafficClass >>> 8 != 0 || flowLabel >>> 20 != 0 || hopLimit >>> 8 != 0) {
      throw new IllegalArgumentException("8, 20 and 8 bits");
    }
    if (source.family() != Family.V6 || destination.family() != Family.V6) {
      throw new IllegalArgumentException("source and destination: IPv6");
    }
  }

  @Override
  public int etherType() {
    return ETHER_TYPE;
  }

  @Override
  public void write(FrameWriter out, Packet frame) {
    int start = out.length();
    out.u32(lies.orElse(LyingField.VERSION, 6) << 28 | trafficClass << 20 | flowLabel);
    out.u16(0);
    out.u8(extensions.isEmpty() ? transport.protocol() : extensions.getFirst().kind());
    out.u8(hopLimit);
    out.address(source);
    out.address(destination);
    for (int i = 0; i < extensions.size(); i++) {
      boolean last = i == extensions.size() - 1;
      extensions.get(i).write(out, last ? transport.protocol() : extensions.get(i + 1).kind());
    }
    transport.write(out, new Ends(source, destination));
    int length = out.length() - start - HEADER_BYTES & 0xffff;
    out.set16(start + 4, lies.orElse(LyingField.PAYLOAD_LENGTH, length));
  }
}
