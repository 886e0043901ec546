package io.packetframe.host.linux;

import io.packetframe.net.IpAddress;

/**
 * An address that packets for this host may have.
 *
 * @param device ifindex of the device that has it
 * @param length of the network around it; 0 to 32 or 128
 */
public record InterfaceAddress(int device, IpAddress address, int length, Sort sort) {
  /** Whom it names. */
  public enum Sort {
    /** This host. */
    UNICAST,
    /** All stations of an IPv4 network. */
    BROADCAST,
    /** Any one of several hosts (IPv6): a router has one for each of its networks. */
    ANYCAST
  }
}
