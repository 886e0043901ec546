package io.packetframe.packet;

/**
 * A tag of IEEE 802.1Q: four bytes before the ethertype.
 *
 * @param tpid what kind of tag: {@link #CUSTOMER}, {@link #SERVICE} or any 16 bits
 * @param priority PCP, 0 to 7
 * @param dropEligible DEI
 * @param vid 0 to 4095; 0 is a priority tag, which names no VLAN
 */
public record VlanTag(int tpid, int priority, boolean dropEligible, int vid) {
  /** The TPID of 802.1Q: a customer tag. */
  public static final int CUSTOMER = 0x8100;

  /** The TPID of 802.1ad: a service tag. */
  public static final int SERVICE = 0x88a8;

  /** The length of a tag on the wire. */
  public static final int BYTES = 4;

  /** Checks the ranges. */
  public VlanTag {
    if (tpid >>> 16 != 0 || priority >>> 3 != 0 || vid >>> 12 != 0) {
      throw new IllegalArgumentException("tpid has 16 bits, priority 3, vid 12");
    }
  }

  /** Makes a tag from its two halves on the wire. */
  static VlanTag of(int tpid, int controlInformation) {
    return new VlanTag(
        tpid,
        controlInformation >>> 13 & 7,
        (controlInformation >>> 12 & 1) != 0,
        controlInformation & 0xfff);
  }

  /** Whether a switch, and the data path, would take this ethertype for a tag. */
  static boolean isTag(int etherType) {
    return etherType == CUSTOMER || etherType == SERVICE;
  }

  /** Returns TCI: PCP, DEI and VID in 16 bits. */
  public int controlInformation() {
    return priority << 13 | (dropEligible ? 1 << 12 : 0) | vid;
  }
}
