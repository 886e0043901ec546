package io.packetframe.packet;

import io.packetframe.config.Config;
import io.packetframe.config.FastPathDirective.AllowPrefix;
import io.packetframe.config.FastPathDirective.BlockPrefix;
import io.packetframe.config.FastPathDirective.DryRun;
import io.packetframe.config.FastPathDirective.MssClamp;
import io.packetframe.config.ModuleSection;
import io.packetframe.config.OnOff;
import io.packetframe.net.InterfaceName;
import io.packetframe.net.IpAddress;
import io.packetframe.net.IpPrefix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a config tells the data path.
 *
 * @param allowed networks that are forwarded
 * @param blocked networks that are dropped
 * @param dryRun whether nothing is forwarded
 * @param clamps ceilings of segment sizes
 */
public record Rules(
    List<IpPrefix> allowed, List<IpPrefix> blocked, boolean dryRun, List<MssClamp> clamps) {
  /** Copies the lists. */
  public Rules {
    allowed = List.copyOf(allowed);
    blocked = List.copyOf(blocked);
    clamps = List.copyOf(clamps);
  }

  /** Returns what the fast-path module of a config says; without the module nothing is allowed. */
  public static Rules of(Config config) {
    if (config.fastPath().isEmpty()) {
      return new Rules(List.of(), List.of(), false, List.of());
    }
    ModuleSection section = config.fastPath().get();
    return new Rules(
        section.all(AllowPrefix.class).stream().map(AllowPrefix::prefix).toList(),
        section.all(BlockPrefix.class).stream().map(BlockPrefix::prefix).toList(),
        section.all(DryRun.class).stream().anyMatch(dryRun -> dryRun.value() == OnOff.ON),
        section.all(MssClamp.class));
  }

  boolean allows(IpAddress address) {
    return contains(allowed, address);
  }

  boolean blocks(IpAddress address) {
    return contains(blocked, address);
  }

  private static boolean contains(List<IpPrefix> prefixes, IpAddress address) {
    return prefixes.stream().anyMatch(prefix -> prefix.contains(address));
  }

  /** The ceiling for segments from one address to another by a device and the port below it. */
  OptionalInt ceiling(
      IpAddress source, IpAddress destination, InterfaceName routeDevice, InterfaceName port) {
    for (IpAddress end : List.of(source, destination)) {
      Optional<MssClamp> clamp = longest(end);
      if (clamp.isPresent() && applies(clamp.get(), routeDevice, port)) {
        return OptionalInt.of(clamp.get().bytes());
      }
    }
    for (InterfaceName device : List.of(routeDevice, port)) {
      for (MssClamp clamp : clamps) {
        if (clamp.prefix().isEmpty() && isVia(clamp, device)) {
          return OptionalInt.of(clamp.bytes());
        }
      }
    }
    return clamps.stream()
        .filter(clamp -> clamp.prefix().isEmpty() && clamp.via().isEmpty())
        .mapToInt(MssClamp::bytes)
        .findFirst();
  }

  /** As a trie answers: the longest prefix alone, also where its interface is another one. */
  private Optional<MssClamp> longest(IpAddress address) {
    MssClamp longest = null;
    int length = -1;
    for (MssClamp clamp : clamps) {
      IpPrefix prefix = clamp.prefix().orElse(null);
      if (prefix != null && prefix.length() > length && prefix.contains(address)) {
        longest = clamp;
        length = prefix.length();
      }
    }
    return Optional.ofNullable(longest);
  }

  private static boolean applies(MssClamp clamp, InterfaceName routeDevice, InterfaceName port) {
    return clamp.via().isEmpty() || isVia(clamp, routeDevice) || isVia(clamp, port);
  }

  private static boolean isVia(MssClamp clamp, InterfaceName device) {
    return clamp.via().isPresent() && clamp.via().get().value().equals(device);
  }
}
