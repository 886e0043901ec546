package io.packetframe.monitor.filter;

import java.nio.ByteOrder;

/**
 * Filters that take the frames of one protocol, for each kind of link layer. In each, the link
 * layer's part leaves the Ethernet type in A and the offset of the network header in X.
 */
public final class ProtocolFilter {
  private static final int INET = 2;

  private static final String ETHERNET =
      """
      ldx #14
      ldh [12]
      jeq #0x8100, first_tag
      jeq #0x88a8, first_tag, network
      first_tag:
      ldx #18
      ldh [16]
      jeq #0x8100, second_tag
      jeq #0x88a8, second_tag, network
      second_tag:
      ldx #22
      ldh [20]
      """;

  private static final String FAMILY =
      """
      ldx #4
      ld [0]
      jeq #INET, four
      jeq #INET6, six, drop
      six:
      ld #0x86dd
      jmp network
      four:
      ld #0x800
      """;

  private static final String RAW =
      """
      ldx #0
      ldb [0]
      rsh #4
      jeq #4, four
      jeq #6, six, drop
      six:
      ld #0x86dd
      jmp network
      four:
      ld #0x800
      """;

  private static final String TRANSPORT =
      """
      network:
      jeq #0x800, of_four
      jeq #0x86dd, of_six, drop
      of_four:
      ldb [x + 9]
      jeq #OF_FOUR, take, drop
      of_six:
      ldb [x + 6]
      jeq #OF_SIX, take, drop
      """;

  private static final String END =
      """
      take: ret #BYTES
      drop: ret #0
      """;

  private ProtocolFilter() {}

  /**
   * Returns the filter.
   *
   * @param bytes how many bytes of a frame to take, at least 1
   */
  public static FilterProgram of(DataLink link, Protocol protocol, int bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("a filter that takes " + bytes + " bytes");
    }
    String text =
        switch (protocol) {
          case ALL -> "ret #" + bytes;
          case IPV4 -> network(link, "0x800", bytes);
          case IPV6 -> network(link, "0x86dd", bytes);
          case TCP -> transport(link, 6, 6, bytes);
          case UDP -> transport(link, 17, 17, bytes);
          case ICMP -> transport(link, 1, 58, bytes);
        };
    try {
      return Assembler.assemble(text);
    } catch (AssemblyException e) {
      throw new IllegalStateException("a filter of our own: " + e.getMessage(), e);
    }
  }

  private static String network(DataLink link, String type, int bytes) {
    return start(link) + "network: jeq #" + type + ", take, drop\n" + end(bytes);
  }

  private static String transport(DataLink link, int ofFour, int ofSix, int bytes) {
    return start(link)
        + TRANSPORT
            .replace("OF_FOUR", Integer.toString(ofFour))
            .replace("OF_SIX", Integer.toString(ofSix))
        + end(bytes);
  }

  private static String end(int bytes) {
    return END.replace("BYTES", Integer.toString(bytes));
  }

  private static String start(DataLink link) {
    return switch (link) {
      case DataLink.Ethernet _ -> ETHERNET;
      case DataLink.Family family ->
          FAMILY
              .replace("INET6", inFrame(family.inet6(), family.order()))
              .replace("INET", inFrame(INET, family.order()));
      case DataLink.Raw _ -> RAW;
    };
  }

  /** A filter loads in network order whatever the host's is. */
  private static String inFrame(int family, ByteOrder order) {
    int loaded = order == ByteOrder.BIG_ENDIAN ? family : Integer.reverseBytes(family);
    return "0x" + Integer.toHexString(loaded);
  }
}
