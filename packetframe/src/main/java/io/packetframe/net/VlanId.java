package io.packetframe.net;

/**
 * What names a VLAN in a tag.
 *
 * @param tpid the kind of tag, 16 bits: {@link #CUSTOMER} or {@link #SERVICE}
 * @param vid 1 to 4095; 0 is a priority tag, which names none
 */
public record VlanId(int tpid, int vid) implements Comparable<VlanId> {
  /** The TPID of 802.1Q. */
  public static final int CUSTOMER = 0x8100;

  /** The TPID of 802.1ad. */
  public static final int SERVICE = 0x88a8;

  /** Checks the ranges. */
  public VlanId {
    if (tpid < 1 || tpid > 0xffff) {
      throw new IllegalArgumentException("tpid: 1 to 65535");
    }
    if (vid < 1 || vid > 0xfff) {
      throw new IllegalArgumentException("vid: 1 to 4095");
    }
  }

  @Override
  public int compareTo(VlanId other) {
    int byKind = Integer.compare(tpid, other.tpid);
    return byKind != 0 ? byKind : Integer.compare(vid, other.vid);
  }

  /** Returns the standard's name and the VID, such as {@code 802.1Q 100}. */
  @Override
  public String toString() {
    String kind =
        switch (tpid) {
          case CUSTOMER -> "802.1Q";
          case SERVICE -> "802.1ad";
          default -> "TPID 0x" + Integer.toHexString(tpid);
        };
    return kind + " " + vid;
  }
}
