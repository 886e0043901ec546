package io.packetframe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.packetframe.fastpath.Decision;
import io.packetframe.fastpath.ListedPrefixes;
import io.packetframe.fastpath.Stages;
import io.packetframe.fastpath.Traced;
import io.packetframe.fastpath.TracedDecision;
import io.packetframe.fastpath.XdpAction;
import io.packetframe.host.linux.LinkDetails;
import io.packetframe.host.linux.NetworkLink;
import io.packetframe.host.linux.NetworkState;
import io.packetframe.host.linux.OperationalState;
import io.packetframe.module.Sample;
import io.packetframe.packet.Bytes;
import io.packetframe.packet.Counter;
import io.packetframe.packet.Macs;
import io.packetframe.packet.PacketText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a trace is shown as; no kernel is asked. */
class TraceViewTest {
  private static final int PORT = 3;
  private static final int VLAN = 7;

  @Test
  void tagsAreReadAsTheyStandOnTheWire() {
    assertThat(words(Decision.OUTER_TAG, wire(0x88a8b064)))
        .isEqualTo("VLAN tag 802.1ad 100 pcp 5 dei");
    assertThat(words(Decision.EGRESS_INNER, wire(0x8100_6fff)))
        .isEqualTo("with second VLAN tag 802.1Q 4095 pcp 3");
    assertThat(words(Decision.INNER_TAG, 0)).isEmpty();
  }

  private static int wire(int tag) {
    return ByteBuffer.allocate(4).putInt(tag).order(ByteOrder.nativeOrder()).getInt(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CONFIGURED | 0x143 | configured: ipv4, ipv6, vlan; dry run",
        "CONFIGURED | 0 | configured: nothing",
        "TAGS_SEEN | 0 | no VLAN tag",
        "ETHERTYPE | 0x806 | EtherType 0x806",
        "ETHERTYPE | 0x86dd | IPv6",
        "PROTOCOL | 47 | protocol 47",
        "PROTOCOL | 58 | protocol 58, ICMPv6",
        "INGRESS_DEVICE | 7 | for this host: the kernel would receive it on wan0.100 (ifindex 7)",
        "ROUTE_EGRESS | 9 | the route leads to ? (ifindex 9)",
        "EGRESS_PORT | 3 | which stands on the port wan0 (ifindex 3)",
        "ALLOWED | 2 | allowlist: the source is not in it, the destination is in it",
        "BLOCKED | 1 | block list: the destination is in it",
        "FIB_ANSWER | 7 | the kernel's route lookup: BPF_FIB_LKUP_RET_NO_NEIGH: a route, and no MAC"
            + " address of the next hop",
        "FIB_ANSWER | -22 | the kernel's route lookup: errno 22",
        "FIB_ANSWER | 99 | the kernel's route lookup: answer 99",
        "MSS_CEILING | 0 | a SYN, and no MSS clamp for it",
        "MSS_SEEN | 1460 | its MSS is 1460, and becomes 0",
        "REDIRECTED | 4 | frames can be redirected to that port",
        "REDIRECTED | 2 | frames cannot be redirected to that port",
        "DECIDED | 2 | XDP_PASS, pass_low_ttl: TTL or hop limit used up: the kernel answers with"
            + " ICMP",
      })
  void decisionsAreToldInWords(Decision decision, String value, String expected) {
    assertThat(words(decision, Integer.decode(value))).isEqualTo(expected);
  }

  /** Whoever adds a counter that ends a frame's way has to say what it means. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.MATCH_ANY,
      names = {"^PASS_.*", "^DROP_.*", "^FWD_OK$", "^FWD_DRY_RUN$", "^BOGON_.*"})
  void eachEndHasItsWords(Counter counter) {
    assertThat(CounterWords.of(counter)).isNotBlank();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.MATCH_ANY,
      names = {"^RX_.*", "^MATCHED_.*", "^MSS_.*"})
  void whatEndsNothingHasNone(Counter counter) {
    assertThat(CounterWords.of(counter)).isEmpty();
  }

  @Test
  void jsonOfEveryDecisionFitsTheSchema() throws Exception {
    List<TracedDecision> decisions = new ArrayList<>();
    for (Decision decision : Decision.values()) {
      decisions.add(new TracedDecision(decision, -1));
    }
    for (XdpAction action : XdpAction.values()) {
      String json = TraceJson.text(view(action, decisions));
      assertThat(
              JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                  .getSchema(schema())
                  .validate(json, InputFormat.JSON))
          .isEmpty();
      assertThat(json.contains("\"redirect\"")).isEqualTo(action == XdpAction.REDIRECT);
    }
  }

  private static String schema() throws IOException {
    String schema = "/io/packetframe/cli/trace-1.schema.json";
    try (InputStream content =
        Objects.requireNonNull(TraceCommand.class.getResourceAsStream(schema), schema)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aFrameThatGrewIsComparedPartByPart() throws Exception {
    assertThat(TraceText.of(view(XdpAction.REDIRECT, List.of())))
        .contains(
            "frame afterwards, 46 bytes:\n",
            "  byte 12   tag 1          nothing -> 802.1Q vid 100 pcp 0  (- -> 81000064)\n",
            "  byte 26   ipv4 ttl       64 -> 63  (40 -> 3f)\n");
  }

  /** A name of the kernel's may hold anything; a terminal gets none of it. */
  @Test
  void whatForeignersNamedIsEscaped() throws Exception {
    TraceView plain = view(XdpAction.PASS, List.of());
    TraceView odd =
        new TraceView(
            plain.network(),
            plain.port(),
            plain.frame(),
            "with \u001b[31m",
            plain.traced(),
            List.of("note\nof two lines"));
    assertThat(TraceText.of(odd).lines())
        .allMatch(line -> line.codePoints().noneMatch(Character::isISOControl))
        .contains("note: note\\u{a}of two lines");
  }

  @Test
  void aVlanDeviceIsToldFromThePortBelow() {
    NetworkLink port = link(PORT, "wan0");
    NetworkLink vlan = vlan(0x8100, Optional.of(new NetworkLink.Parent(PORT, false)));
    NetworkState network = new NetworkState(List.of(port, vlan), List.of());
    assertThat(Tracing.deviceBelow(network, vlan))
        .hasValue(
            "frames of wan0.100 come in by wan0: trace that one, with `vlan 100` in the packet");
    assertThat(
            Tracing.deviceBelow(
                network, vlan(0x88a8, Optional.of(new NetworkLink.Parent(PORT, false)))))
        .hasValueSatisfying(note -> assertThat(note).contains("`svlan 100`"));
    assertThat(Tracing.deviceBelow(network, port)).isEmpty();
    assertThat(
            Tracing.deviceBelow(
                network, vlan(0x8100, Optional.of(new NetworkLink.Parent(PORT, true)))))
        .as("below in another namespace, where 3 is another device")
        .isEmpty();
  }

  private static NetworkLink vlan(int tpid, Optional<NetworkLink.Parent> parent) {
    return link(
        VLAN,
        "wan0.100",
        parent,
        new LinkDetails.Vlan(tpid, 100, 0, new TreeMap<>(), new TreeMap<>()));
  }

  private static String words(Decision decision, int value) {
    try {
      return new DecisionWords(view(XdpAction.PASS, List.of()))
          .of(new TracedDecision(decision, value));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static TraceView view(XdpAction action, List<TracedDecision> decisions) throws Exception {
    NetworkLink port = link(PORT, "wan0");
    String packet = "udp 192.0.9.1:1000 > 192.0.2.9:53";
    Traced traced =
        new Traced(
            Stages.ONE,
            true,
            true,
            action,
            decisions,
            List.of(new Sample("rx_total", 1), new Sample("pass_low_ttl", 1)),
            bytes(packet + " vlan 100 ttl 63"),
            new ListedPrefixes(Optional.empty(), Optional.empty(), Optional.empty()));
    return new TraceView(
        new NetworkState(List.of(port, link(VLAN, "wan0.100")), List.of()),
        port,
        bytes(packet),
        "with maps of a test",
        traced,
        List.of("a note"));
  }

  private static Bytes bytes(String packet) throws Exception {
    return Bytes.of(PacketText.parse(packet, Macs.ANY).bytes());
  }

  private static NetworkLink link(int index, String name) {
    return link(index, name, Optional.empty(), new LinkDetails.None());
  }

  private static NetworkLink link(
      int index, String name, Optional<NetworkLink.Parent> parent, LinkDetails details) {
    return new NetworkLink(
        index,
        name,
        List.of(),
        1,
        "",
        Optional.of(Macs.ANY.destination()),
        1500,
        true,
        OperationalState.UP,
        0,
        parent,
        details,
        Optional.empty(),
        Optional.empty(),
        false);
  }
}
