package io.packetframe.packet;

import io.packetframe.net.InterfaceName;
import io.packetframe.net.MacAddress;
import java.util.List;

/** A network device of a {@link Topology}. */
public sealed interface Device {
  /** Returns its name. */
  InterfaceName name();

  /** Returns its MAC address. */
  MacAddress mac();

  /** Returns the longest IP packet that it sends. */
  int mtu();

  /** Whether it is up. */
  boolean up();

  /**
   * A physical device, which the fast path is attached to.
   *
   * @param redirectTarget whether frames can be redirected to it
   */
  record Port(InterfaceName name, MacAddress mac, int mtu, boolean up, boolean redirectTarget)
      implements Device {}

  /**
   * A VLAN device.
   *
   * @param lower the device below it: a port or another VLAN device
   * @param vlan its tag
   * @param priorities the PCP that it sends for each PCP that came, eight of them
   */
  record VlanDevice(
      InterfaceName name,
      MacAddress mac,
      int mtu,
      boolean up,
      InterfaceName lower,
      HostView.Vlan vlan,
      List<Integer> priorities)
      implements Device {
    /** Copies the priorities. */
    public VlanDevice {
      priorities = List.copyOf(priorities);
    }
  }

  /**
   * A bridge.
   *
   * @param members its ports
   * @param filtering whether it looks at tags itself
   */
  record Bridge(
      InterfaceName name,
      MacAddress mac,
      int mtu,
      boolean up,
      List<InterfaceName> members,
      boolean filtering)
      implements Device {
    /** Copies the members. */
    public Bridge {
      members = List.copyOf(members);
    }
  }

  /**
   * A further MAC address on a device, with a device of its own.
   *
   * @param lower the device below it
   */
  record Macvlan(InterfaceName name, MacAddress mac, int mtu, boolean up, InterfaceName lower)
      implements Device {}
}
