package io.packetframe.packet;

/**
 * An IPv6 extension header.
 *
 * @param kind {@link #HOP_BY_HOP}, {@link #ROUTING}, {@link #FRAGMENT} or {@link #DESTINATION}
 * @param reserved the second byte of a fragment header; of the others it is their length
 * @param body what follows the first two bytes: 6 bytes, or 8 more, or 16 more and so on
 */
public record ExtensionHeader(int kind, int reserved, Bytes body) {
  /** Hop-by-hop options. */
  public static final int HOP_BY_HOP = 0;

  /** Routing. */
  public static final int ROUTING = 43;

  /** Fragment. */
  public static final int FRAGMENT = 44;

  /** Destination options. */
  public static final int DESTINATION = 60;

  /** An option that only fills the header: PadN with four bytes. */
  static final Bytes PADDING = Bytes.hex("010400000000");

  private static final int FIRST = 6;
  private static final int LONGEST = FIRST + 8 * 255;

  /** Checks the kind, and that the header is a multiple of eight bytes. */
  public ExtensionHeader {
    if (!isExtension(kind)) {
      throw new IllegalArgumentException("kind: 0, 43, 44 or 60");
    }
    boolean fits = body.length() % 8 == FIRST && body.length() <= LONGEST;
    if (kind == FRAGMENT ? body.length() != FIRST || reserved >>> 8 != 0 : !fits || reserved != 0) {
      throw new IllegalArgumentException("body: 6 bytes, or a multiple of 8 more");
    }
  }

  static boolean isExtension(int nextHeader) {
    return nextHeader == HOP_BY_HOP
        || nextHeader == ROUTING
        || nextHeader == FRAGMENT
        || nextHeader == DESTINATION;
  }

  void write(FrameWriter out, int nextHeader) {
    out.u8(nextHeader);
    out.u8(kind == FRAGMENT ? reserved : body.length() / 8);
    out.bytes(body.array());
  }
}
