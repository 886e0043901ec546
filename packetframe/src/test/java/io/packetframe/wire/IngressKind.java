package io.packetframe.wire;

/** How a frame comes in. */
enum IngressKind {
  // Sent first: what leaks of it has come out when the others are there.
  UNKNOWN_VID("unknown VID", "vlan 99 pcp 5", false),
  UNKNOWN_VID_BY_A_DEVICE("unknown VID, from a VLAN device", "vlan 99", true),
  UNTAGGED("untagged", "", false),
  VID_A("VID A", "vlan 5", true),
  VID_A_BY_A_DEVICE("VID A, from a VLAN device", "vlan 5", true),
  VID_A_WITH_PRIORITY("VID A with PCP and DEI", "vlan 5 pcp 5 dei", true),
  PRIORITY_TAG("VID 0", "vlan 0 pcp 3 dei", false),
  SERVICE_TAG("802.1ad", "svlan 7 pcp 2", true),
  TWO_TAGS("QinQ", "svlan 7 pcp 4 vlan 8 pcp 6 dei", true);

  private final String title;
  private final String words;
  private final boolean needsDevices;

  IngressKind(String title, String words, boolean needsDevices) {
    this.title = title;
    this.words = words;
    this.needsDevices = needsDevices;
  }

  /** Returns its tags in the words of a packet. */
  String words() {
    return words;
  }

  /**
   * Whether a VLAN device of the sender writes the tag: into the frame's metadata where its port
   * offers that, which a veth hands to its peer as it is.
   */
  boolean isSentByDevice() {
    return this == VID_A_BY_A_DEVICE || this == UNKNOWN_VID_BY_A_DEVICE;
  }

  /** Returns the name of the device that sends it, above a port. */
  String device(String port) {
    return switch (this) {
      case UNKNOWN_VID_BY_A_DEVICE -> port + ".99";
      case VID_A_BY_A_DEVICE -> port + ".5";
      case UNKNOWN_VID, UNTAGGED, VID_A, VID_A_WITH_PRIORITY, PRIORITY_TAG, SERVICE_TAG, TWO_TAGS ->
          port;
    };
  }

  /** Whether a VLAN device sends or receives it. */
  boolean needsDevices() {
    return needsDevices;
  }

  /** Whether the router has a device that receives it. */
  boolean isReceived() {
    return this != UNKNOWN_VID && this != UNKNOWN_VID_BY_A_DEVICE;
  }

  /** Returns PCP and DEI of a tag, in words, by its level from the outside. */
  String priority(int level) {
    return switch (this) {
      case UNKNOWN_VID, UNKNOWN_VID_BY_A_DEVICE, UNTAGGED, VID_A, VID_A_BY_A_DEVICE -> "";
      case VID_A_WITH_PRIORITY -> level == 0 ? " pcp 5 dei" : "";
      case PRIORITY_TAG -> level == 0 ? " pcp 3 dei" : "";
      case SERVICE_TAG -> level == 0 ? " pcp 2" : "";
      case TWO_TAGS -> level == 0 ? " pcp 4" : " pcp 6 dei";
    };
  }

  @Override
  public String toString() {
    return title;
  }
}
