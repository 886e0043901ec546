package io.packetframe.packet;

import io.packetframe.net.IpAddress;

/** How the kernel would answer for a {@link Topology}: {@code bpf_fib_lookup} for one table. */
final class TopologyFib implements Fib {
  private final Topology topology;

  TopologyFib(Topology topology) {
    this.topology = topology;
  }

  @Override
  public FibAnswer lookup(Query query) {
    if (topology.notForwarding().contains(query.ingress())) {
      return FibAnswer.Refused.FWD_DISABLED;
    }
    Route best = null;
    for (Route route : topology.allRoutes()) {
      if (route.prefix().contains(query.destination())
          && (best == null || route.prefix().length() > best.prefix().length())) {
        best = route;
      }
    }
    return switch (best) {
      case null -> FibAnswer.Refused.NOT_FWDED;
      case Route.Local _ -> FibAnswer.Refused.NOT_FWDED;
      case Route.Refusal refusal -> refusal.kind();
      case Route.Out out -> out(query, out);
    };
  }

  private FibAnswer out(Query query, Route.Out route) {
    Device device = topology.device(route.device());
    // The MTU is compared before the neighbour is looked for.
    if (query.length() > Math.min(device.mtu(), route.mtu().orElse(Integer.MAX_VALUE))) {
      return FibAnswer.Refused.FRAG_NEEDED;
    }
    IpAddress hop = route.via().orElse(query.destination());
    for (Topology.Neighbour neighbour : topology.neighbours()) {
      if (neighbour.address().equals(hop) && neighbour.device().equals(route.device())) {
        return new FibAnswer.Forward(device.name(), device.mac(), neighbour.mac());
      }
    }
    return FibAnswer.Refused.NO_NEIGH;
  }
}
