package io.packetframe.packet;

import io.packetframe.net.InterfaceName;
import io.packetframe.net.IpAddress;
import io.packetframe.net.MacAddress;
import java.util.List;
import java.util.Optional;

/** What the data path knows about the devices and addresses of its host. */
public interface HostView {
  /**
   * A tag by what names a VLAN.
   *
   * @param tpid its kind
   * @param vid 1 to 4095
   */
  record Vlan(int tpid, int vid) {}

  /** Where the kernel would receive a frame. */
  sealed interface Ingress {
    /** On this device: the port, or a VLAN device, macvlan or bridge above it. */
    record Device(InterfaceName name) implements Ingress {}

    /** The port has no such VLAN device that is up. */
    record UnknownVlan() implements Ingress {}

    /** There is such a device, and the MAC address is another station's. */
    record NotOurs() implements Ingress {}

    /** The data path is not configured for this port. */
    record NotConfigured() implements Ingress {}
  }

  /**
   * A tag that an egress device writes.
   *
   * @param vlan its kind and VID
   * @param priorities the PCP to send for each PCP that came, eight of them
   */
  record EgressTag(Vlan vlan, List<Integer> priorities) {
    /** Copies and checks the priorities. */
    public EgressTag {
      priorities = List.copyOf(priorities);
      if (priorities.size() != 8) {
        throw new IllegalArgumentException("priorities: eight");
      }
    }
  }

  /**
   * The way from the device of a route down to the wire.
   *
   * @param port the physical device
   * @param tags the tags to write, the outermost first
   * @param mtu the smallest MTU of the VLAN devices and bridges on the way
   * @param longestFrame the longest frame that a redirect to the port takes: its MTU + 14 + 4
   */
  record Egress(InterfaceName port, List<EgressTag> tags, int mtu, int longestFrame) {
    /** Copies the tags. */
    public Egress {
      tags = List.copyOf(tags);
    }
  }

  /**
   * Says where a frame would be received.
   *
   * @param vlans its tags without those of VID 0, the outermost first, at most two
   */
  Ingress ingress(InterfaceName port, List<Vlan> vlans, MacAddress destination);

  /** Returns the way down from a device; empty where it leads to no redirect target. */
  Optional<Egress> egress(InterfaceName routeDevice);

  /** Whether the address is one of this host's. */
  boolean isLocal(IpAddress address);
}
