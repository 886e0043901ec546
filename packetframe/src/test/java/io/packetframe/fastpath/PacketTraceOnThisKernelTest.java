package io.packetframe.fastpath;

import static io.packetframe.packet.Counter.BOGON_DROPPED;
import static io.packetframe.packet.Counter.FWD_DRY_RUN;
import static io.packetframe.packet.Counter.FWD_OK;
import static io.packetframe.packet.Counter.MATCHED_BOTH;
import static io.packetframe.packet.Counter.MATCHED_DST_ONLY;
import static io.packetframe.packet.Counter.MATCHED_SRC_ONLY;
import static io.packetframe.packet.Counter.MATCHED_V4;
import static io.packetframe.packet.Counter.MSS_CLAMP_APPLIED;
import static io.packetframe.packet.Counter.PASS_LOW_TTL;
import static io.packetframe.packet.Counter.PASS_NO_NEIGH;
import static io.packetframe.packet.Counter.PASS_UNKNOWN_VLAN;
import static io.packetframe.packet.Counter.RX_TOTAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.PacketFrameException;
import io.packetframe.bpf.BpfMap;
import io.packetframe.bpf.Pins;
import io.packetframe.bpf.UpdateMode;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.host.linux.NetworkState;
import io.packetframe.module.Sample;
import io.packetframe.net.IpAddress;
import io.packetframe.net.IpPrefix;
import io.packetframe.net.MacAddress;
import io.packetframe.net.VlanId;
import io.packetframe.packet.Bytes;
import io.packetframe.packet.Counter;
import io.packetframe.packet.Macs;
import io.packetframe.packet.PacketText;
import io.packetframe.spec.MapSpec;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.KernelIds;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.Links;
import io.packetframe.testing.LockedMemory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Traces beside a fast path that is pinned, and without one. */
@KernelTest
class PacketTraceOnThisKernelTest {
  private static final String TO_OUT = "udp 192.0.9.1:1000 > 192.0.2.9:53 ";
  private static final String TO_ABOVE = "udp 192.0.9.1:1000 > 198.51.100.9:53 ";
  private static final VlanId IN_TAG = new VlanId(VlanId.CUSTOMER, 300);
  private static final VlanId OUT_TAG = new VlanId(VlanId.CUSTOMER, 100);
  private static final String[] CONFIG = {
    "attach in generic",
    "attach out generic",
    "allow-prefix 192.0.2.0/24",
    "allow-prefix 192.0.3.0/24",
    "allow-prefix 198.51.100.0/24",
    "allow-prefix 172.16.5.0/24",
    "block-prefix 203.0.113.0/24",
    "mss-clamp 1200"
  };

  private final Syscalls syscalls = LinuxSystem.syscalls();

  @TempDir private Path folder;
  private LiveHost host;

  @BeforeEach
  void open() throws Exception {
    LockedMemory.lift();
    host = new LiveHost(folder);
  }

  @AfterEach
  void close() {
    host.close();
  }

  /** What each packet becomes; and nothing of what is pinned moves for it. */
  @ParameterizedTest
  @EnumSource(Stages.class)
  void tellsWhatTheFastPathWouldDo(Stages pinned) throws Exception {
    try (FastPath fastPath = host.fastPath(syscalls, Optional.of(pinned), CONFIG)) {
      host.call(fastPath::load);
      host.call(this::standOnOut);
      List<Sample> counters = pinnedCounters();
      long sum = entries();
      try (PacketTrace trace = live(pinned, Optional.empty())) {
        cases(trace, pinned);
      }
      Stages other = pinned == Stages.ONE ? Stages.TWO : Stages.ONE;
      try (PacketTrace trace = live(pinned, Optional.of(other))) {
        forwards(trace, other, TO_OUT, "ttl 63" + Router.FROM_OUT, MATCHED_DST_ONLY);
      }
      assertThat(pinnedCounters()).as("counters of the pinned maps").isEqualTo(counters);
      assertThat(entries()).as("entries of the pinned maps").isEqualTo(sum);
    }
  }

  private void cases(PacketTrace trace, Stages form) throws Exception {
    forwards(trace, form, TO_OUT, "ttl 63" + Router.FROM_OUT, MATCHED_DST_ONLY);
    forwards(trace, form, TO_ABOVE, "vlan 100 ttl 63" + Router.FROM_ABOVE, MATCHED_DST_ONLY);
    forwards(
        trace,
        form,
        TO_ABOVE + "vlan 300 pcp 5",
        "vlan 100 pcp 5 ttl 63" + Router.FROM_ABOVE,
        MATCHED_DST_ONLY,
        TO_ABOVE);
    String syn = "tcp 172.16.5.1:1000 > 192.0.2.9:80 syn ";
    Traced clamped =
        trace(trace, syn + "mss 1460", XdpAction.REDIRECT, MATCHED_BOTH, MSS_CLAMP_APPLIED, FWD_OK);
    assertThat(clamped.frame()).isEqualTo(bytes(syn + "mss 1200 ttl 63" + Router.FROM_OUT));
    assertThat(clamped.value(Decision.MSS_SEEN)).hasValue(1460);
    assertThat(clamped.value(Decision.MSS_CEILING)).hasValue(1200);

    passes(trace, "udp 10.9.9.9:1 > 10.8.8.8:2");
    passes(trace, TO_OUT + "ttl 1", PASS_LOW_TTL);
    passes(trace, TO_OUT + "vlan 4000", PASS_UNKNOWN_VLAN);
    Traced noNeighbour =
        passes(trace, "udp 192.0.9.1:1 > 192.0.3.9:2", MATCHED_V4, MATCHED_DST_ONLY, PASS_NO_NEIGH);
    assertThat(noNeighbour.value(Decision.FIB_ANSWER)).hasValue(7);

    Traced blocked =
        trace(
            trace,
            "udp 172.16.5.1:1 > 203.0.113.9:2",
            XdpAction.DROP,
            MATCHED_SRC_ONLY,
            BOGON_DROPPED);
    assertThat(blocked.prefixes())
        .isEqualTo(
            new ListedPrefixes(
                Optional.of(IpPrefix.parse("172.16.5.0/24")),
                Optional.empty(),
                Optional.of(IpPrefix.parse("203.0.113.0/24"))));
    configure(true);
    passes(trace, TO_OUT, MATCHED_V4, MATCHED_DST_ONLY, FWD_DRY_RUN);
    configure(false);
  }

  private void forwards(
      PacketTrace trace, Stages form, String in, String out, Counter match, String... base)
      throws Exception {
    Traced traced = trace(trace, in, XdpAction.REDIRECT, match, FWD_OK);
    assertThat(traced.stages()).isEqualTo(form);
    assertThat(traced.frame()).as(in).isEqualTo(bytes((base.length > 0 ? base[0] : in) + out));
    assertThat(traced.value(Decision.EGRESS_PORT)).hasValue(index("out"));
    assertThat(traced.decisions().getLast())
        .isEqualTo(new TracedDecision(Decision.DECIDED, FastPathBed.REDIRECT));
  }

  private Traced passes(PacketTrace trace, String packet, Counter... counters) throws Exception {
    Traced traced = run(trace, packet);
    assertMoved(packet, traced, counters);
    assertThat(traced.action()).as(packet).isEqualTo(XdpAction.PASS);
    assertThat(traced.frame()).as(packet).isEqualTo(bytes(packet));
    return traced;
  }

  private Traced trace(PacketTrace trace, String packet, XdpAction action, Counter... counters)
      throws Exception {
    Traced traced = run(trace, packet);
    Counter[] all = Arrays.copyOf(counters, counters.length + 1);
    all[counters.length] = MATCHED_V4;
    assertMoved(packet, traced, all);
    assertThat(traced.action()).as(packet).isEqualTo(action);
    return traced;
  }

  private Traced run(PacketTrace trace, String packet) throws Exception {
    return host.call(() -> trace.run(Links.index("in"), bytes(packet).array()));
  }

  private static void assertMoved(String packet, Traced traced, Counter... counters) {
    Map<String, Long> expected =
        Arrays.stream(counters).collect(Collectors.toMap(Counter::text, _ -> 1L));
    expected.put(RX_TOTAL.text(), 1L);
    assertThat(traced.counters().stream().collect(Collectors.toMap(Sample::name, Sample::value)))
        .as(packet)
        .isEqualTo(expected);
  }

  @Test
  void withoutPinsTheMapsAreThoseThatRunWouldFill() throws Exception {
    KernelIds.assertUnchangedBy(
        syscalls,
        () -> {
          try (PacketTrace trace = host.call(() -> planned(CONFIG))) {
            Traced traced = trace(trace, TO_OUT, XdpAction.REDIRECT, MATCHED_DST_ONLY, FWD_OK);
            assertThat(traced.frame()).isEqualTo(bytes(TO_OUT + "ttl 63" + Router.FROM_OUT));
          }
          assertThat(host.layout().folder()).doesNotExist();
        });
    assertThatThrownBy(() -> host.call(() -> planned("attach none generic")))
        .isInstanceOf(FastPathException.class)
        .hasMessage("interface none is not there");
  }

  /** Devices of the kernel's own; skipped where it has none. */
  @Test
  void aTagIsThatOfTheVlanDevices() throws Exception {
    host.call(PacketTraceOnThisKernelTest::standVlansOnPorts);
    String packet = "udp 172.16.5.1:1000 > 198.18.0.9:53 ";
    try (PacketTrace trace = host.call(() -> planned(CONFIG))) {
      Traced traced =
          trace(trace, packet + "vlan 300", XdpAction.REDIRECT, MATCHED_SRC_ONLY, FWD_OK);
      assertThat(traced.value(Decision.INGRESS_DEVICE)).hasValue(index("in.300"));
      // From 7.3 on the lookup itself answers the device below.
      assertThat(traced.value(Decision.ROUTE_EGRESS).orElseThrow())
          .isIn(index("out.100"), index("out"));
      assertThat(traced.value(Decision.EGRESS_PORT)).hasValue(index("out"));
      assertThat(traced.frame())
          .isEqualTo(bytes(packet + "vlan 100 ttl 63 from 02:00:00:00:00:02 to 02:00:00:00:09:02"));
    }
  }

  /** Each frame has decisions and counters of its own, and is for the MAC of its own port. */
  @Test
  void framesOfOneTraceKnowNothingOfEachOther() throws Exception {
    try (PacketTrace trace = host.call(() -> planned(CONFIG))) {
      Traced first = trace(trace, TO_OUT, XdpAction.REDIRECT, MATCHED_DST_ONLY, FWD_OK);
      int out = index("out");
      Traced elsewhere = host.call(() -> trace.run(out, bytes(TO_OUT).array()));
      assertThat(elsewhere.action()).isEqualTo(XdpAction.PASS);
      assertThat(elsewhere.counters())
          .extracting(Sample::name)
          .contains(RX_TOTAL.text())
          .doesNotContain(FWD_OK.text());
      assertThat(run(trace, TO_OUT)).isEqualTo(first);
    }
  }

  private static boolean standVlansOnPorts() throws Exception {
    Links.newVlan("in.300", "in", IN_TAG, Map.of());
    Links.newVlan("out.100", "out", OUT_TAG, Map.of());
    IpAddress next = IpAddress.parse("10.0.9.2");
    Links.up("in.300");
    Links.up("out.100");
    Links.address("out.100", IpAddress.parse("10.0.9.1"), 24);
    Links.neighbour("out.100", next, new MacAddress(0x0200_0000_0902L));
    Links.route(IpPrefix.parse("198.18.0.0/24"), next);
    return true;
  }

  private PacketTrace planned(String... directives) throws PacketFrameException {
    return PacketTrace.planned(
        syscalls,
        HostFiles.ofThisHost(),
        host.config(directives),
        NetworkState.read(syscalls).optional().orElseThrow(),
        Optional.empty(),
        host.journal());
  }

  @Test
  void leavesNothingBeside() throws Exception {
    try (FastPath fastPath = host.fastPath(syscalls, Optional.of(Stages.ONE), CONFIG)) {
      host.call(fastPath::load);
      KernelIds.assertUnchangedBy(
          syscalls,
          () -> {
            try (PacketTrace trace = live(Stages.ONE, Optional.empty())) {
              run(trace, TO_OUT);
            }
          });
    }
  }

  @Test
  void pinsOfAnotherBuildAreRefusedByName() throws Exception {
    try (FastPath fastPath = host.fastPath(syscalls, Optional.of(Stages.TWO), CONFIG)) {
      host.call(fastPath::load);
      assertThatThrownBy(() -> live(Stages.ONE, Optional.empty()))
          .isInstanceOf(FastPathException.class)
          .hasMessageContaining("of another build: program fast_path has the tag ");

      Path pin = host.layout().map("PORT_QUIRKS");
      Pins.remove(syscalls, pin);
      try (BpfMap other = BpfMap.create(syscalls, quirksOfEightBytes())) {
        other.pin(pin);
        assertThatThrownBy(() -> live(Stages.TWO, Optional.empty()))
            .isInstanceOf(FastPathException.class)
            .hasMessageContaining("of another build: pinned object " + pin + ": value size");
      }

      try (BpfMap map = BpfMap.openPinned(syscalls, host.layout().map("CFG"))) {
        FastPathMap.CFG
            .of(map)
            .update(0, new FastPathConfig(false, Set.of(), 0, 9), UpdateMode.ANY);
      }
      assertThatThrownBy(() -> live(Stages.TWO, Optional.empty()))
          .isInstanceOf(FastPathException.class)
          .hasMessage("the pinned fast path is of another build: its config has version 9, ours 1");
    }
  }

  private static MapSpec quirksOfEightBytes() throws PacketFrameException {
    MapSpec ours = ShippedObject.of(Stages.ONE).map("PORT_QUIRKS").orElseThrow();
    return new MapSpec(
        ours.name(),
        ours.type(),
        ours.keySize(),
        2 * ours.valueSize(),
        ours.maxEntries(),
        ours.flags(),
        ours.extra(),
        ours.numaNode(),
        0,
        0,
        ours.pinning(),
        ours.content());
  }

  private PacketTrace live(Stages pinned, Optional<Stages> forced) throws Exception {
    return host.call(() -> PacketTrace.live(syscalls, host.layout(), pinned, forced));
  }

  /** {@code above} becomes a VLAN device on {@code out}, and {@code in} has one of its own. */
  private boolean standOnOut() throws Exception {
    configure(false);
    int in = Links.index("in");
    for (Optional<MacAddress> mac :
        List.of(Optional.of(Router.IN_MAC), Optional.<MacAddress>empty())) {
      put(FastPathMap.INGRESS, new IngressKey(in, List.of(IN_TAG), mac), in);
    }
    List<EgressTag> tags = List.of(new EgressTag(OUT_TAG, Priorities.KEPT));
    put(
        FastPathMap.VLAN_RESOLVE,
        Links.index("above"),
        new VlanEgress(Links.index("out"), tags, Router.MTU, Router.LONGEST_FRAME, false));
    return true;
  }

  private void configure(boolean dryRun) throws PacketFrameException {
    put(
        FastPathMap.CFG,
        0,
        new FastPathConfig(
            dryRun,
            Set.of(
                FastPathConfig.Flag.IPV4,
                FastPathConfig.Flag.BLOCK,
                FastPathConfig.Flag.VLAN,
                FastPathConfig.Flag.MSS_CLAMP),
            1200));
  }

  private <K, V> void put(FastPathMap<K, V> layout, K key, V value) throws PacketFrameException {
    try (BpfMap map = BpfMap.openPinned(syscalls, host.layout().map(layout.name()))) {
      layout.of(map).update(key, value, UpdateMode.ANY);
    }
  }

  private List<Sample> pinnedCounters() throws PacketFrameException {
    return PinnedFastPath.read(syscalls, host.layout()).counters();
  }

  /** Says of all maps that userspace fills what is in them. */
  private long entries() throws Exception {
    long sum = 0;
    for (FastPathMap<?, ?> layout : MapOrder.ALL) {
      try (BpfMap map = BpfMap.openPinned(syscalls, host.layout().map(layout.name()))) {
        sum = 31 * sum + LiveMaps.entries(layout, map).toString().hashCode();
      }
    }
    return sum;
  }

  private int index(String name) throws Exception {
    return host.call(() -> Links.index(name));
  }

  private static Bytes bytes(String packet) throws Exception {
    return Bytes.of(PacketText.parse(packet, new Macs(Router.IN_MAC, Router.SENDER_MAC)).bytes());
  }
}
