package io.packetframe.monitor.filter;

import java.nio.ByteOrder;

/** What stands before the network header: a DLT_* of pcap. */
public sealed interface DataLink {
  /** DLT_EN10MB: Ethernet, with up to two VLAN tags that are looked behind. */
  record Ethernet() implements DataLink {}

  /**
   * DLT_NULL and DLT_LOOP: an address family of 32 bits.
   *
   * @param order of its bytes: the host's for NULL, big-endian for LOOP
   * @param inet6 the system's number of AF_INET6
   */
  record Family(ByteOrder order, int inet6) implements DataLink {}

  /** DLT_RAW: nothing. */
  record Raw() implements DataLink {}
}
