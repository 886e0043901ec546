package io.packetframe.fastpath;

import io.packetframe.bpf.BpfObject;
import io.packetframe.bpf.TestRun;
import io.packetframe.bpf.TestRunResult;
import io.packetframe.config.FastPathDirective.MssClamp;
import io.packetframe.net.InterfaceName;
import io.packetframe.net.IpPrefix;
import io.packetframe.net.MacAddress;
import io.packetframe.packet.Device;
import io.packetframe.packet.Fixture;
import io.packetframe.packet.HostView;
import io.packetframe.packet.Rules;
import io.packetframe.packet.Topology;
import io.packetframe.packet.Verdict;
import io.packetframe.testing.Links;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The router of a fixture as a network namespace, and what the data path is told about it. Each of
 * its devices is one end of a veth pair: the kernel is asked for routes and neighbours only, and
 * what stands on what, the maps say. So the cases run on kernels without VLAN devices too.
 */
final class FixtureHost {
  private static final int IPV4 = 1;
  private static final int IPV6 = 2;
  private static final byte[] PRESENT = {1};

  private final FixtureNetwork router;
  private final Fixture fixture;
  private final Topology topology;
  private final HostView view;

  FixtureHost(FixtureNetwork router, Fixture fixture) {
    this.router = router;
    this.fixture = fixture;
    this.topology = fixture.topology();
    this.view = topology.view(fixture.config());
  }

  TestRunResult run(BpfObject object) throws Exception {
    return router
        .network()
        .call(() -> object.program("fast_path").testRun(TestRun.of(fixture.in().bytes())));
  }

  /** Tells the maps; what they held is gone. */
  void fill(FilledMaps maps, WantedEntries wanted) throws Exception {
    router
        .network()
        .call(
            () -> {
              maps.empty();
              wanted.putInto(maps);
              return true;
            });
  }

  /** Returns what the maps are to hold. */
  WantedEntries wanted() {
    WantedEntries maps = new WantedEntries();
    rules(maps, Rules.of(fixture.config()));
    ingress(maps);
    egress(maps);
    for (Topology.Address own : topology.addresses()) {
      maps.put("LOCAL_" + own.address().family().name(), Links.bytes(own.address()), PRESENT);
    }
    return maps;
  }

  private void rules(WantedEntries maps, Rules rules) {
    int flags = IPV4 | IPV6 | FastPathBed.VLAN;
    for (IpPrefix prefix : rules.allowed()) {
      maps.put(FilledMaps.named("ALLOW", prefix), FilledMaps.prefix(prefix), PRESENT);
    }
    for (IpPrefix prefix : rules.blocked()) {
      maps.put(FilledMaps.named("BLOCK", prefix), FilledMaps.prefix(prefix), PRESENT);
      flags |= FastPathBed.BLOCK;
    }
    int ceiling = 0;
    for (MssClamp clamp : rules.clamps()) {
      int via = clamp.via().map(located -> router.index(located.value())).orElse(0);
      if (clamp.prefix().isPresent()) {
        IpPrefix prefix = clamp.prefix().get();
        maps.putFirst(
            FilledMaps.named("MSS_CLAMP", prefix),
            FilledMaps.prefix(prefix),
            Entries.mssClamp(clamp.bytes(), via));
      } else if (via != 0) {
        maps.putFirst("MSS_CLAMP_BY_IFACE", Entries.u32(via), Entries.u16(clamp.bytes()));
      } else if (ceiling == 0) {
        ceiling = clamp.bytes();
      }
      flags |= FastPathBed.CLAMP;
    }
    maps.put("CFG", Entries.u32(0), Entries.config(rules.dryRun(), flags, ceiling, 1));
  }

  /** Every MAC address and every tags that there are, as frames of a test run come: from lo. */
  private void ingress(WantedEntries maps) {
    Set<MacAddress> macs = new LinkedHashSet<>();
    topology.devices().values().forEach(device -> macs.add(device.mac()));
    for (List<HostView.Vlan> vlans : vlans()) {
      for (MacAddress mac : macs) {
        switch (view.ingress(fixture.port(), vlans, mac)) {
          case HostView.Ingress.Device device -> {
            byte[] value = Entries.u32(router.index(device.name()));
            maps.put("INGRESS", Entries.ingressKey(Router.LOOPBACK, vlans, mac), value);
            maps.put("INGRESS", Entries.knownKey(Router.LOOPBACK, vlans), value);
          }
          case HostView.Ingress.NotOurs _ ->
              maps.put("INGRESS", Entries.knownKey(Router.LOOPBACK, vlans), Entries.u32(0));
          case HostView.Ingress.UnknownVlan _, HostView.Ingress.NotConfigured _ -> {}
        }
      }
    }
  }

  private List<List<HostView.Vlan>> vlans() {
    List<HostView.Vlan> known = new ArrayList<>();
    for (Device device : topology.devices().values()) {
      if (device instanceof Device.VlanDevice vlan && !known.contains(vlan.vlan())) {
        known.add(vlan.vlan());
      }
    }
    List<List<HostView.Vlan>> all = new ArrayList<>(List.of(List.of()));
    for (HostView.Vlan outer : known) {
      all.add(List.of(outer));
      for (HostView.Vlan inner : known) {
        all.add(List.of(outer, inner));
      }
    }
    return all;
  }

  private void egress(WantedEntries maps) {
    for (Device device : topology.devices().values()) {
      HostView.Egress egress = view.egress(device.name()).orElse(null);
      if (egress == null) {
        continue;
      }
      byte[] key = Entries.u32(router.index(device.name()));
      if (device instanceof Device.Port) {
        maps.put("EGRESS_PORTS", key, Entries.egressPort(egress.longestFrame(), true));
        if (isTarget(device.name())) {
          maps.put("REDIRECT_DEVMAP", key, key);
        }
      } else {
        maps.put(
            "VLAN_RESOLVE", key, Entries.vlanEgress(router.index(egress.port()), egress, true));
      }
    }
  }

  /** Where a redirect is expected, only to its port: to another it would be none. */
  private boolean isTarget(InterfaceName port) {
    return !(fixture.verdict() instanceof Verdict.Redirect redirect)
        || redirect.port().equals(port);
  }
}
