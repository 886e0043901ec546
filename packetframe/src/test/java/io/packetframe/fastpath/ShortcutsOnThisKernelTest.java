package io.packetframe.fastpath;

import static io.packetframe.packet.Counter.MATCHED_BOTH;
import static io.packetframe.packet.Counter.MATCHED_V4;
import static io.packetframe.packet.Counter.MATCHED_V6;
import static io.packetframe.packet.Counter.PASS_NOT_OURS;
import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.bpf.BpfObject;
import io.packetframe.bpf.MapArray;
import io.packetframe.config.LogLevel;
import io.packetframe.fastpath.FastPathConfig.Flag;
import io.packetframe.module.Journal;
import io.packetframe.net.IpAddress;
import io.packetframe.net.IpPrefix;
import io.packetframe.net.MacAddress;
import io.packetframe.net.VlanId;
import io.packetframe.packet.Counter;
import io.packetframe.packet.HostView;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.testing.KernelTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The data path finds what Java put into the shortcuts, and they are never behind the maps. */
@KernelTest
class ShortcutsOnThisKernelTest {
  private static final String V4 = "udp 192.0.9.1:1000 > 192.0.2.9:53 len 32 ";
  private static final String V6 = "udp [2001:db8:a::1]:1000 > [2001:db8:f::9]:53 len 32 ";
  private static final Counter[] BOTH_V4 = {MATCHED_V4, MATCHED_BOTH};
  private static final Counter[] BOTH_V6 = {MATCHED_V6, MATCHED_BOTH};

  /** The maps are emptied behind their back: what is still forwarded was found in them. */
  @Test
  void eachShortcutIsFound() throws Exception {
    try (FastPathBed bed = FastPathBed.of(List.of(Variant.values()))) {
      bed.configure(FastPathBed.BOTH_FAMILIES | FastPathBed.VLAN);
      bed.allow("192.0.2.0/24", "192.0.9.0/24", "2001:db8:a::/48", "2001:db8:f::/48");
      HostView.Vlan tag = new HostView.Vlan(VlanId.CUSTOMER, 7);
      bed.mine(List.of(tag), bed.router().in());
      bed.above(tag);
      for (BpfObject object : bed.loaded().values()) {
        RepeatedMaps.shorten(object::map);
      }
      for (String prefix : List.of("192.0.0.0/16", "192.0.2.0/24", "192.0.9.0/24")) {
        bed.unlist("ALLOW", prefix);
      }
      for (String prefix : List.of("2001:db8::/32", "2001:db8:a::/48", "2001:db8:f::/48")) {
        bed.unlist("ALLOW", prefix);
      }
      bed.delete("VLAN_RESOLVE", Entries.u32(bed.router().above()));
      bed.delete("INGRESS", Entries.ingressKey(Router.LOOPBACK, List.of(), Router.IN_MAC));
      bed.delete("INGRESS", Entries.ingressKey(Router.LOOPBACK, List.of(tag), Router.IN_MAC));
      bed.forwards(V4, V4 + "ttl 63" + Router.FROM_OUT, BOTH_V4);
      bed.forwards(V6, V6 + "ttl 63" + Router.FROM_OUT, BOTH_V6);
      bed.forwards(V4 + "vlan 7", V4 + "ttl 63" + Router.FROM_OUT, BOTH_V4);
      String above = V4.replace("192.0.2.9", "198.51.100.9");
      bed.forwards(above, above + "ttl 63 vlan 7" + Router.FROM_ABOVE, BOTH_V4);
      for (BpfObject object : bed.loaded().values()) {
        RepeatedMaps.lengthen(object::map);
      }
      bed.passes(V4, PASS_NOT_OURS);
    }
  }

  @Test
  void theyFollowTheMaps() throws Exception {
    try (BpfObject object = Variant.ONE_PROGRAM.load()) {
      MapArray slot = new MapArray(object.map(ShortcutMap.NAME));
      MapUpkeep upkeep =
          new MapUpkeep(
              new MapAccess(object::map),
              new ShortcutMap(LinuxSystem.syscalls(), object.map(ShortcutMap.NAME)),
              new Silence());
      assertThat(slot.mapId(0)).isEmpty();
      assertThat(upkeep.apply(listing(1, "10.0.0.1"))).isEmpty();
      Optional<Integer> first = slot.mapId(0);
      assertThat(first).isPresent();
      // Neither nothing nor another map's change is a reason for others.
      assertThat(upkeep.apply(listing(1, "10.0.0.1"))).isEmpty();
      assertThat(upkeep.apply(listing(1, "10.0.0.2"))).isEmpty();
      assertThat(slot.mapId(0)).isEqualTo(first);
      assertThat(upkeep.apply(listing(2, "10.0.0.2"))).isEmpty();
      Optional<Integer> second = slot.mapId(0);
      assertThat(second).isPresent().isNotEqualTo(first);
      // A list that does not fit leaves the maps half done, and nothing repeats that.
      assertThat(upkeep.apply(listing(1100, "10.0.0.2"))).isNotEmpty();
      assertThat(slot.mapId(0)).isEmpty();
      assertThat(upkeep.apply(listing(2, "10.0.0.2"))).isEmpty();
      assertThat(slot.mapId(0)).isPresent();
    }
  }

  private static DesiredMaps listing(int prefixes, String local) throws Exception {
    Map<IpPrefix, Integer> listed = new LinkedHashMap<>();
    for (int i = 0; i < prefixes; i++) {
      listed.put(new IpPrefix(IpAddress.v4(0x0b000000 + (i << 8)), 24), 1);
    }
    MapContents contents =
        new MapContents()
            .with(FastPathMap.CFG, Map.of(0, new FastPathConfig(false, Set.of(Flag.IPV4), 0)))
            .with(FastPathMap.ALLOW_V4, listed)
            .with(FastPathMap.LOCAL_V4, Map.of(IpAddress.parse(local), 1))
            .with(
                FastPathMap.INGRESS,
                Map.of(new IngressKey(1, List.of(), Optional.of(new MacAddress(5))), 1));
    HostMaps host =
        new HostMaps(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), List.of());
    return new DesiredMaps(contents, host, List.of());
  }

  private static final class Silence implements Journal {
    @Override
    public void say(LogLevel level, String text) {}

    @Override
    public void listenFrom(LogLevel level) {}
  }
}
