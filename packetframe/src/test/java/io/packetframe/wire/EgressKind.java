package io.packetframe.wire;

/** Which device sends. */
enum EgressKind {
  UNTAGGED(0, "egress untagged", "", "", ""),
  SAME_VID(1, "same VID", ".5", "vlan 5", ""),
  OTHER_VID(2, "other VID", ".6", "vlan 6", ""),
  SERVICE_TAG(3, "802.1ad", ".9", "svlan 9", ""),
  TWO_TAGS(4, "QinQ", ".10.11", "svlan 10", "vlan 11");

  private final int number;
  private final String title;
  private final String suffix;
  private final String outer;
  private final String inner;

  EgressKind(int number, String title, String suffix, String outer, String inner) {
    this.number = number;
    this.title = title;
    this.suffix = suffix;
    this.outer = outer;
    this.inner = inner;
  }

  int number() {
    return number;
  }

  /** Returns the name of the device above a port. */
  String device(String port) {
    return port + suffix;
  }

  boolean needsDevices() {
    return !outer.isEmpty();
  }

  /** The kernel starts anew: a packet's priority is that of its type of service, which is 0. */
  String wordsByTheKernel() {
    return outer + " " + inner;
  }

  /** The fast path keeps PCP and DEI, level by level. */
  String wordsByTheFastPath(IngressKind came) {
    String words = needsDevices() ? outer + came.priority(0) : "";
    return inner.isEmpty() ? words : words + " " + inner + came.priority(1);
  }

  @Override
  public String toString() {
    return title;
  }
}
