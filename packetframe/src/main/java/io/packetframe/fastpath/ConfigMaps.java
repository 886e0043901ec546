package io.packetframe.fastpath;

import io.packetframe.config.FastPathDirective.AllowPrefix;
import io.packetframe.config.FastPathDirective.BlockPrefix;
import io.packetframe.config.FastPathDirective.DryRun;
import io.packetframe.config.FastPathDirective.MssClamp;
import io.packetframe.config.ModuleSection;
import io.packetframe.config.OnOff;
import io.packetframe.fastpath.FastPathConfig.Flag;
import io.packetframe.net.InterfaceName;
import io.packetframe.net.IpAddress.Family;
import io.packetframe.net.IpPrefix;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The entries that follow from the config: the lists, the clamps, and {@code CFG}. Pure. */
final class ConfigMaps {
  private static final int PRESENT = 1;

  private final ModuleSection section;
  private final Function<InterfaceName, Optional<Integer>> indexes;
  private final List<String> problems = new ArrayList<>();
  private final Map<IpPrefix, SegmentLimit> clamps4 = new LinkedHashMap<>();
  private final Map<IpPrefix, SegmentLimit> clamps6 = new LinkedHashMap<>();
  private final Map<Integer, Integer> clampsByEgress = new LinkedHashMap<>();
  private int lastResort;

  /**
   * Makes the entries.
   *
   * @param indexes the ifindex of each interface that is there
   */
  ConfigMaps(ModuleSection section, Function<InterfaceName, Optional<Integer>> indexes) {
    this.section = section;
    this.indexes = indexes;
    section.all(MssClamp.class).forEach(this::clamp);
  }

  /** Returns what cannot be put into a map, one sentence each. */
  List<String> problems() {
    return problems;
  }

  /** Adds the entries of everything but {@code CFG}. */
  MapContents addTo(MapContents contents) {
    List<IpPrefix> allowed = new ArrayList<>();
    section.all(AllowPrefix.class).forEach(each -> allowed.add(each.prefix()));
    List<IpPrefix> blocked = new ArrayList<>();
    section.all(BlockPrefix.class).forEach(each -> blocked.add(each.prefix()));
    return contents
        .with(FastPathMap.ALLOW_V4, present(allowed, Family.V4))
        .with(FastPathMap.ALLOW_V6, present(allowed, Family.V6))
        .with(FastPathMap.BLOCK_V4, present(blocked, Family.V4))
        .with(FastPathMap.BLOCK_V6, present(blocked, Family.V6))
        .with(FastPathMap.MSS_CLAMP_V4, clamps4)
        .with(FastPathMap.MSS_CLAMP_V6, clamps6)
        .with(FastPathMap.MSS_CLAMP_BY_IFACE, clampsByEgress);
  }

  /**
   * Adds {@code CFG}, whose flags say which maps hold anything.
   *
   * @param vlanLookup whether the kernel's answer for VLAN devices is as good as ours on this host;
   *     a clamp for one egress needs ours, which names the VLAN device
   */
  MapContents withConfig(MapContents contents, boolean vlanLookup) {
    Set<Flag> flags = EnumSet.of(Flag.IPV4, Flag.IPV6);
    if (!contents.of(FastPathMap.PORT_QUIRKS).isEmpty()) {
      flags.add(Flag.PORT_QUIRKS);
    }
    if (!contents.of(FastPathMap.BLOCK_V4).isEmpty()
        || !contents.of(FastPathMap.BLOCK_V6).isEmpty()) {
      flags.add(Flag.BLOCK);
    }
    if (!contents.of(FastPathMap.VLAN_RESOLVE).isEmpty()) {
      flags.add(Flag.VLAN);
      if (vlanLookup && !clampsAnEgress()) {
        flags.add(Flag.VLAN_LOOKUP);
      }
    }
    if (lastResort != 0 || !clampsByEgress.isEmpty() || !clamps4.isEmpty() || !clamps6.isEmpty()) {
      flags.add(Flag.MSS_CLAMP);
    }
    return contents.with(
        FastPathMap.CFG, Map.of(0, new FastPathConfig(isDryRun(), flags, lastResort)));
  }

  private boolean clampsAnEgress() {
    return section.all(MssClamp.class).stream().anyMatch(clamp -> clamp.via().isPresent());
  }

  private boolean isDryRun() {
    return section.all(DryRun.class).stream().anyMatch(it -> it.value() == OnOff.ON);
  }

  private static Map<IpPrefix, Integer> present(List<IpPrefix> prefixes, Family family) {
    Map<IpPrefix, Integer> entries = new LinkedHashMap<>();
    for (IpPrefix prefix : prefixes) {
      if (prefix.family() == family) {
        entries.put(prefix, PRESENT);
      }
    }
    return entries;
  }

  private void clamp(MssClamp clamp) {
    int egress = 0;
    if (clamp.via().isPresent()) {
      InterfaceName via = clamp.via().get().value();
      Optional<Integer> index = indexes.apply(via);
      if (index.isEmpty()) {
        problems.add("mss-clamp via " + via + ": there is no such interface");
        return;
      }
      egress = index.get();
    }
    if (clamp.prefix().isPresent()) {
      IpPrefix prefix = clamp.prefix().get();
      SegmentLimit limit = new SegmentLimit(clamp.bytes(), egress);
      switch (prefix.family()) {
        case V4 -> clamps4.putIfAbsent(prefix, limit);
        case V6 -> clamps6.putIfAbsent(prefix, limit);
      }
    } else if (egress != 0) {
      clampsByEgress.putIfAbsent(egress, clamp.bytes());
    } else if (lastResort == 0) {
      lastResort = clamp.bytes();
    }
  }
}
