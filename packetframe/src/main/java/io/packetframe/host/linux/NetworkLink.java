package io.packetframe.host.linux;

import io.packetframe.net.MacAddress;
import java.util.List;
import java.util.Optional;

/**
 * A network device as rtnetlink tells it.
 *
 * @param index its ifindex
 * @param name as the kernel has it; may hold anything but NUL, slash, colon and white space
 * @param alternativeNames further names of it (since 5.5)
 * @param type its ARPHRD_ number: 1 is Ethernet, 772 loopback
 * @param kind what made it, such as {@code vlan}, {@code bridge}, {@code veth}; empty for hardware
 * @param mac its Ethernet address, where it has one of six bytes
 * @param mtu its longest layer 3 packet, bytes
 * @param up whether the administrator took it up (IFF_UP)
 * @param state what RFC 2863 says of it
 * @param master ifindex of the bridge, bond, VRF or other device that it belongs to; 0: none
 * @param parent the device that it stands on; for a veth, its other end
 * @param details what only devices of its kind have
 * @param bridgePort what its bridge thinks of it
 * @param xdp what XDP can do with it, where the kernel says so (since 6.3)
 * @param runsNativeXdp whether its driver runs an XDP program
 */
public record NetworkLink(
    int index,
    String name,
    List<String> alternativeNames,
    int type,
    String kind,
    Optional<MacAddress> mac,
    int mtu,
    boolean up,
    OperationalState state,
    int master,
    Optional<Parent> parent,
    LinkDetails details,
    Optional<BridgePort> bridgePort,
    Optional<XdpFeatures> xdp,
    boolean runsNativeXdp) {
  /** {@code hard_header_len} of a device whose frames have Ethernet headers, bytes. */
  public static final int ETHERNET_HEADER = 14;

  private static final int ARPHRD_ETHER = 1;

  /**
   * Another device.
   *
   * @param index its ifindex, in the namespace where it is
   * @param elsewhere whether it is in another network namespace
   */
  public record Parent(int index, boolean elsewhere) {}

  /**
   * What a bridge thinks of one of its ports.
   *
   * @param state BR_STATE_: 3 forwards
   * @param unicastFlood whether it gets frames whose destination nobody knows
   */
  public record BridgePort(int state, boolean unicastFlood) {
    private static final int BR_STATE_FORWARDING = 3;

    /** Whether frames pass it. */
    public boolean isForwarding() {
      return state == BR_STATE_FORWARDING;
    }
  }

  /**
   * {@code enum netdev_xdp_act} (include/uapi/linux/netdev.h).
   *
   * @param bits the set of them
   */
  public record XdpFeatures(long bits) {
    private static final long NDO_XMIT = 1L << 2;
    private static final long NDO_XMIT_SG = 1L << 6;

    /** Whether the device sends frames that native XDP redirects to it. */
    public boolean transmits() {
      return (bits & NDO_XMIT) != 0;
    }

    /** Whether it sends those in several buffers too. */
    public boolean transmitsFragments() {
      return transmits() && (bits & NDO_XMIT_SG) != 0;
    }
  }

  /** Checks the index and copies the list. */
  public NetworkLink {
    if (index < 1) {
      throw new IllegalArgumentException("index: an ifindex is at least 1, not " + index);
    }
    alternativeNames = List.copyOf(alternativeNames);
  }

  /** Whether its frames have Ethernet headers. */
  public boolean isEthernet() {
    return type == ARPHRD_ETHER;
  }

  /** Whether it has that name, or it is one of its alternative names. */
  public boolean isNamed(String wanted) {
    return name.equals(wanted) || alternativeNames.contains(wanted);
  }
}
