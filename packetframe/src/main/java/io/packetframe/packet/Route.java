package io.packetframe.packet;

import io.packetframe.net.InterfaceName;
import io.packetframe.net.IpAddress;
import io.packetframe.net.IpPrefix;
import java.util.Optional;
import java.util.OptionalInt;

/** A route of a {@link Topology}. */
public sealed interface Route {
  /** Returns where it leads. */
  IpPrefix prefix();

  /**
   * A way out.
   *
   * @param via the next hop; empty: the destination itself
   * @param device the device
   * @param mtu a limit of the route's own
   */
  record Out(IpPrefix prefix, Optional<IpAddress> via, InterfaceName device, OptionalInt mtu)
      implements Route {}

  /**
   * A refusal.
   *
   * @param kind black hole, unreachable or prohibit
   */
  record Refusal(IpPrefix prefix, FibAnswer.Refused kind) implements Route {}

  /**
   * An address of this host.
   *
   * @param prefix of full length
   */
  record Local(IpPrefix prefix) implements Route {}
}
