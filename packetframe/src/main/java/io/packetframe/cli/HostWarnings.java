package io.packetframe.cli;

import io.packetframe.Printable;
import io.packetframe.config.Config;
import io.packetframe.config.ConfigProblem;
import io.packetframe.config.FastPathDirective.Attach;
import io.packetframe.config.FastPathDirective.BridgeResolve;
import io.packetframe.config.FastPathDirective.ForwardingModeDirective;
import io.packetframe.config.FastPathDirective.MaxEntries;
import io.packetframe.config.FastPathDirective.MssClamp;
import io.packetframe.config.FastPathKeyword;
import io.packetframe.config.ForwardingMode;
import io.packetframe.config.Located;
import io.packetframe.config.ModuleSection;
import io.packetframe.config.Position;
import io.packetframe.config.ProblemKind;
import io.packetframe.config.Switch;
import io.packetframe.net.InterfaceName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says where a valid config and this host do not go well together. */
final class HostWarnings {
  /** The pool of next hops where the config does not size it. */
  private static final long DEFAULT_NEXTHOPS = 8192;

  private final BridgeView bridges;
  private final NeighbourLimit neighbours;

  /**
   * Makes the check.
   *
   * @param classNet where the host lists its interfaces: {@code /sys/class/net}
   * @param netSettings where the settings of the network stack are: {@code /proc/sys/net}
   */
  HostWarnings(Path classNet, Path netSettings) {
    bridges = new BridgeView(classNet);
    neighbours = new NeighbourLimit(netSettings);
  }

  /** Returns warnings only; what cannot be read on this host is not warned of. */
  List<ConfigProblem> about(Config config) {
    List<ConfigProblem> warnings = new ArrayList<>();
    if (config.fastPath().isPresent()) {
      ModuleSection module = config.fastPath().get();
      sharedBridges(module, warnings);
      bypassedBridges(module, warnings);
      neighbourLimit(module, warnings);
    }
    return warnings;
  }

  private void sharedBridges(ModuleSection module, List<ConfigProblem> warnings) {
    Map<String, Position> members = new HashMap<>();
    for (Attach attach : module.all(Attach.class)) {
      Located<InterfaceName> port = attach.port();
      Optional<String> bridge = bridges.bridgeOf(port.value());
      Position first =
          bridge.isPresent() ? members.putIfAbsent(bridge.get(), port.position()) : null;
      if (first != null) {
        warnings.add(
            ConfigProblem.warning(
                    ProblemKind.SHARED_BRIDGE,
                    port.position(),
                    "`"
                        + Printable.escaped(port.value().text())
                        + "` is in bridge `"
                        + Printable.escaped(bridge.orElseThrow())
                        + "` together with the interface of line "
                        + first.line())
                .suggest("packets between them are switched, not forwarded: attach one of them")
                .related(first));
      }
    }
  }

  private void bypassedBridges(ModuleSection module, List<ConfigProblem> warnings) {
    for (BridgeResolve resolve : module.all(BridgeResolve.class)) {
      if (resolve.value() == Switch.OFF) {
        return;
      }
    }
    for (MssClamp clamp : module.all(MssClamp.class)) {
      if (clamp.via().isPresent() && bridges.isBypassed(clamp.via().get().value())) {
        Located<InterfaceName> via = clamp.via().get();
        warnings.add(
            ConfigProblem.warning(
                    ProblemKind.BYPASSED_BRIDGE,
                    via.position(),
                    "packets do not leave through bridge `"
                        + Printable.escaped(via.value().text())
                        + "`: it has a single VLAN member and is bypassed")
                .suggest("name the member's parent device, or set `bridge-resolve off`"));
      }
    }
  }

  /** More neighbours than next hops: the last ones would have no room. */
  private void neighbourLimit(ModuleSection module, List<ConfigProblem> warnings) {
    long pool = DEFAULT_NEXTHOPS;
    for (MaxEntries table : module.all(MaxEntries.class)) {
      if (table.keyword() == FastPathKeyword.NEXTHOPS_MAX_ENTRIES) {
        pool = table.entries();
      }
    }
    for (ForwardingModeDirective mode : module.all(ForwardingModeDirective.class)) {
      if (mode.mode() != ForwardingMode.KERNEL_FIB && neighbours.sum() > pool) {
        warnings.add(
            ConfigProblem.warning(
                    ProblemKind.NEIGHBOUR_LIMIT,
                    mode.position(),
                    "this host may have "
                        + neighbours.sum()
                        + " neighbours, and our own tables have room for "
                        + pool)
                .expected(
                    "net.ipv4.neigh.default.gc_thresh3 and net.ipv6.neigh.default.gc_thresh3 of at"
                        + " most "
                        + pool
                        + " together")
                .suggest("lower them with sysctl"));
      }
    }
  }
}
