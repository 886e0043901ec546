package io.packetframe.config;

import io.packetframe.net.Endpoint;
import io.packetframe.net.IpAddress;
import io.packetframe.net.IpPrefix;
import java.util.List;
import java.util.Optional;

/** Where routes for tables of our own come from: a daemon that connects to us. */
public sealed interface RouteSource {
  /** Returns what we listen on. */
  Endpoint listen();

  /** Returns who may connect; empty exactly if we listen on a loopback address. */
  List<IpPrefix> peersFrom();

  /**
   * The BGP Monitoring Protocol, RFC 7854.
   *
   * @param listen what we listen on
   * @param requireLocRib whether a peer without its Loc-RIB (RFC 9069) is refused
   * @param peersFrom who may connect
   */
  record Bmp(Endpoint listen, boolean requireLocRib, List<IpPrefix> peersFrom)
      implements RouteSource {
    /** Copies the list. */
    public Bmp {
      peersFrom = List.copyOf(peersFrom);
    }
  }

  /**
   * A BGP session that we only listen to.
   *
   * @param listen what we listen on
   * @param localAs our AS number, 1 to 4294967295
   * @param peerAs the peer's AS number, 1 to 4294967295
   * @param routerId our BGP identifier, IPv4; empty: the listen address, or for IPv6 the AS number
   * @param peersFrom who may connect
   * @param peerIp the one address that may connect
   * @param anyIp whether we may listen on an address that the host does not have (yet)
   */
  record Bgp(
      Endpoint listen,
      long localAs,
      long peerAs,
      Optional<IpAddress> routerId,
      List<IpPrefix> peersFrom,
      Optional<IpAddress> peerIp,
      boolean anyIp)
      implements RouteSource {
    /** Copies the list and checks the numbers. */
    public Bgp {
      peersFrom = List.copyOf(peersFrom);
      if (localAs < 1 || localAs > 0xffff_ffffL || peerAs < 1 || peerAs > 0xffff_ffffL) {
        throw new IllegalArgumentException("localAs, peerAs: 1 to 4294967295");
      }
    }
  }
}
