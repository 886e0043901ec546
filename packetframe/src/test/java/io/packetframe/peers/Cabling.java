package io.packetframe.peers;

import io.packetframe.net.VlanId;
import java.util.List;

/** The tags on the two wires. */
enum Cabling {
  UNTAGGED("untagged"),
  TAGGED("802.1Q"),
  TWO_TAGS("QinQ");

  private final String title;

  Cabling(String title) {
    this.title = title;
  }

  /** Returns the tags on the client's wire, the outermost first. */
  List<VlanId> lan() {
    return switch (this) {
      case UNTAGGED -> List.of();
      case TAGGED -> List.of(new VlanId(VlanId.CUSTOMER, 5));
      case TWO_TAGS -> List.of(new VlanId(VlanId.SERVICE, 10), new VlanId(VlanId.CUSTOMER, 11));
    };
  }

  /** Returns the tags on the server's wire. */
  List<VlanId> wan() {
    return switch (this) {
      case UNTAGGED -> List.of();
      case TAGGED -> List.of(new VlanId(VlanId.CUSTOMER, 6));
      case TWO_TAGS -> List.of(new VlanId(VlanId.CUSTOMER, 5));
    };
  }

  @Override
  public String toString() {
    return title;
  }
}
