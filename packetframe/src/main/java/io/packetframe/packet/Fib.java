package io.packetframe.packet;

import io.packetframe.net.InterfaceName;
import io.packetframe.net.IpAddress;

/** Who answers for the kernel's routes, rules and neighbours. */
public interface Fib {
  /**
   * What is asked, as {@code struct bpf_fib_lookup} has it.
   *
   * @param ingress the device that the kernel would receive the packet on
   * @param source where the packet comes from
   * @param destination where it goes
   * @param protocol the transport protocol
   * @param sourcePort of UDP and TCP, else 0
   * @param destinationPort of UDP and TCP, else 0
   * @param length of the packet with its IP header, in bytes
   * @param serviceAndFlow of IPv4 the 8 bits of the service; of IPv6 traffic class and flow label
   */
  record Query(
      InterfaceName ingress,
      IpAddress source,
      IpAddress destination,
      int protocol,
      int sourcePort,
      int destinationPort,
      int length,
      int serviceAndFlow) {}

  /** Returns the answer. */
  FibAnswer lookup(Query query);
}
