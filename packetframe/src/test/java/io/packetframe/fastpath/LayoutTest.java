package io.packetframe.fastpath;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.bpf.Codec;
import io.packetframe.fastpath.FastPathConfig.Flag;
import io.packetframe.net.IpAddress;
import io.packetframe.net.MacAddress;
import io.packetframe.net.VlanId;
import io.packetframe.packet.Counter;
import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.spec.ObjectSpec;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.testing.Links;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Java and the data path share, as the BTF of the shipped objects has it. */
class LayoutTest {
  /** Member and offset in bytes, in order; then the size. */
  private static final List<String> LAYOUTS =
      List.of(
          "config: dry_run 0, flags 1, mss_clamp 2, version 4; 8",
          "prefix4: length 0, address 4; 8",
          "prefix6: length 0, address 4; 20",
          "ingress_key: port 0, tags 4, mac 12, any_mac 18; 20",
          "ingress: ifindex 0; 4",
          "egress_port: longest_frame 0, flags 4; 8",
          "vlan_egress: port 0, tags 4, priorities 12, l3_mtu 20, longest_frame 24, flags 28; 32",
          "mss_clamp: mss 0, zero 2, egress 4; 8");

  /** Pin names, which outlive us: a map of another name is another map. */
  private static final List<String> MAPS =
      List.of(
          "CFG ARRAY 4 8",
          "STATS PERCPU_ARRAY 4 480",
          "ALLOW_V4 LPM_TRIE 8 1",
          "ALLOW_V6 LPM_TRIE 20 1",
          "BLOCK_V4 LPM_TRIE 8 1",
          "BLOCK_V6 LPM_TRIE 20 1",
          "PORT_QUIRKS HASH 4 4",
          "INGRESS HASH 20 4",
          "LOCAL_V4 HASH 4 1",
          "LOCAL_V6 HASH 16 1",
          "VLAN_RESOLVE HASH 4 32",
          "EGRESS_PORTS HASH 4 8",
          "REDIRECT_DEVMAP DEVMAP_HASH 4 4",
          "SHORTCUTS ARRAY_OF_MAPS 4 4",
          "MSS_CLAMP_V4 LPM_TRIE 8 8",
          "MSS_CLAMP_V6 LPM_TRIE 20 8",
          "MSS_CLAMP_BY_IFACE HASH 4 2");

  @ParameterizedTest
  @EnumSource(Variant.class)
  void theCountersAreTheMembersOfTheirBlock(Variant variant) throws Exception {
    BtfType.Struct counters = struct(variant.object(), "counters");
    assertThat(counters.members().stream().map(BtfType.Member::name))
        .containsExactlyElementsOf(Arrays.stream(Counter.values()).map(Counter::text).toList());
    assertThat(counters.size()).isEqualTo(Counter.values().length * (long) Long.BYTES);
    for (BtfType.Member member : counters.members()) {
      assertThat(member.bitOffset())
          .as(member.name())
          .isEqualTo(Counter.named(member.name()).orElseThrow().index() * (long) Long.SIZE);
    }
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void sharedStructsLieAsJavaWritesThem(Variant variant) throws Exception {
    ObjectSpec object = variant.object();
    assertThat(LAYOUTS.stream().map(line -> layout(object, line.substring(0, line.indexOf(':')))))
        .containsExactlyElementsOf(LAYOUTS);
  }

  /** Every field of a record is where the data path reads it, and comes back. */
  @ParameterizedTest
  @EnumSource(Variant.class)
  void recordsAreWrittenWhereTheDataPathReadsThem(Variant variant) throws Exception {
    ObjectSpec object = variant.object();
    VlanId outer = new VlanId(0x88a8, 0xabc);
    VlanId inner = new VlanId(0x8100, 0x123);
    MacAddress mac = MacAddress.parse("02:11:22:33:44:55");
    assertEntry(
        object,
        "ingress_key",
        IngressKey.CODEC,
        new IngressKey(0x01020304, List.of(outer, inner), Optional.of(mac)),
        "port=04030201 tags=88a80abc81000123 mac=021122334455 any_mac=0000");
    assertEntry(
        object,
        "ingress_key",
        IngressKey.CODEC,
        new IngressKey(7, List.of(inner), Optional.empty()),
        "port=07000000 tags=8100012300000000 mac=000000000000 any_mac=0100");
    Priorities priorities = Priorities.of(List.of(1, 2, 3, 4, 5, 6, 7, 0));
    assertEntry(
        object,
        "vlan_egress",
        VlanEgress.CODEC,
        new VlanEgress(
            5,
            List.of(new EgressTag(outer, priorities), new EgressTag(inner, Priorities.KEPT)),
            1496,
            1518,
            true),
        "port=05000000 tags=88a80abc81000123 priorities=2143650710325476 l3_mtu=d8050000"
            + " longest_frame=ee050000 flags=01000000");
    assertEntry(
        object,
        "vlan_egress",
        VlanEgress.CODEC,
        new VlanEgress(5, List.of(), 1500, 1518, false),
        "port=05000000 tags=0000000000000000 priorities=1032547610325476 l3_mtu=dc050000"
            + " longest_frame=ee050000 flags=00000000");
    assertEntry(
        object,
        "egress_port",
        EgressPort.CODEC,
        new EgressPort(9018, true),
        "longest_frame=3a230000 flags=01000000");
    assertEntry(
        object,
        "mss_clamp",
        SegmentLimit.CODEC,
        new SegmentLimit(1440, 9),
        "mss=a005 zero=0000 egress=09000000");
    assertEntry(
        object,
        "config",
        FastPathConfig.CODEC,
        new FastPathConfig(true, EnumSet.allOf(Flag.class), 1460),
        "dry_run=01 flags=ef mss_clamp=b405 version=01000000");
  }

  /** BTF has no constants of an enum that no variable has; the bits are those of shared.h. */
  @Test
  void flagsAreTheBitsOfTheDataPath() {
    assertThat(Arrays.stream(Flag.values()).map(flag -> flag + " " + flag.bit()))
        .containsExactly(
            "IPV4 1",
            "IPV6 2",
            "PORT_QUIRKS 4",
            "VLAN_LOOKUP 8",
            "BLOCK 32",
            "VLAN 64",
            "MSS_CLAMP 128");
  }

  @Test
  void addressesLieAsOnTheWire() throws Exception {
    IpAddress v6 = IpAddress.parse("2001:db8::1:2");
    assertThat(Entries.bytes(new AddressCodec(IpAddress.Family.V6), v6)).isEqualTo(Links.bytes(v6));
    IpAddress v4 = IpAddress.parse("192.0.2.1");
    assertThat(Entries.bytes(new AddressCodec(IpAddress.Family.V4), v4))
        .isEqualTo(new byte[] {(byte) 192, 0, 2, 1});
    for (IpAddress address : List.of(v4, v6)) {
      AddressCodec codec = new AddressCodec(address.family());
      assertThat(codec.decode(ByteBuffer.wrap(Entries.bytes(codec, address)), 0))
          .isEqualTo(address);
    }
  }

  /** Bytes as on a little-endian machine, member for member. */
  private static <T> void assertEntry(
      ObjectSpec object, String struct, Codec<T> codec, T value, String expected) {
    // What was there before must not shine through.
    ByteBuffer memory = ByteBuffer.allocate(codec.size() + 2).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.fill(memory.array(), (byte) 0x5a);
    codec.encode(value, memory, 1);
    BtfType.Struct layout = struct(object, struct);
    assertThat(codec.size()).as(struct).isEqualTo((int) layout.size());
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < layout.members().size(); i++) {
      BtfType.Member member = layout.members().get(i);
      int start = (int) (member.bitOffset() / Byte.SIZE);
      boolean last = i == layout.members().size() - 1;
      int end =
          last ? (int) layout.size() : (int) (layout.members().get(i + 1).bitOffset() / Byte.SIZE);
      byte[] field = Arrays.copyOfRange(memory.array(), 1 + start, 1 + end);
      fields.add(member.name() + "=" + HexFormat.of().formatHex(field));
    }
    assertThat(String.join(" ", fields)).isEqualTo(expected);
    assertThat(memory.get(0)).isEqualTo((byte) 0x5a);
    assertThat(memory.get(codec.size() + 1)).isEqualTo((byte) 0x5a);
    assertThat(codec.decode(memory, 1)).isEqualTo(value);
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void mapsHaveTheNamesOfTheirPins(Variant variant) throws Exception {
    List<String> maps =
        variant.object().maps().stream()
            .filter(map -> map.type() != MapType.PROG_ARRAY && !map.name().startsWith("."))
            .filter(map -> !List.of("MUTATION_CTX", "TRACE_LOG").contains(map.name()))
            .map(LayoutTest::text)
            .toList();
    assertThat(maps).containsExactlyInAnyOrderElementsOf(MAPS);
  }

  @Test
  void onlyTheTwoStagesShareAContextAndASlot() throws Exception {
    for (Variant variant : Variant.values()) {
      ObjectSpec object = variant.object();
      assertThat(object.map("MUTATION_PROGS").isPresent()).isEqualTo(variant.hasStages());
      assertThat(object.map("MUTATION_CTX").map(LayoutTest::text).orElse(""))
          .isEqualTo(variant.hasStages() ? "MUTATION_CTX PERCPU_ARRAY 4 36" : "");
      assertThat(object.map("TRACE_LOG").map(LayoutTest::text).orElse(""))
          .isEqualTo(variant.isTraced() ? "TRACE_LOG ARRAY 4 520" : "");
      assertThat(object.programs().stream().map(ProgramSpec::name))
          .containsExactlyElementsOf(variant.programs());
    }
  }

  /** The decisions of trace.h, in their order and from 1, and the log that holds them. */
  @ParameterizedTest
  @EnumSource(names = {"TRACED", "TRACED_TWO_STAGES"})
  void decisionsAreThoseThatTheDataPathWritesDown(Variant variant) throws Exception {
    ObjectSpec object = variant.object();
    List<BtfType.Constant> decisions =
        object.btf().orElseThrow().types().stream()
            .filter(BtfType.Enumeration.class::isInstance)
            .map(BtfType.Enumeration.class::cast)
            .filter(enumeration -> enumeration.name().equals("decision"))
            .findFirst()
            .orElseThrow()
            .constants();
    assertThat(decisions.stream().map(BtfType.Constant::name))
        .containsExactlyElementsOf(Arrays.stream(Decision.values()).map(Decision::name).toList());
    for (BtfType.Constant decision : decisions) {
      assertThat(Decision.of((int) decision.value()).orElseThrow().name())
          .isEqualTo(decision.name());
    }
    assertThat(Decision.of(0)).isEmpty();
    assertThat(Decision.of(decisions.size() + 1)).isEmpty();
    assertThat(layout(object, "decisions")).isEqualTo("decisions: count 0, zero 4, taken 8; 520");
    assertThat(layout(object, "traced_decision"))
        .isEqualTo("traced_decision: decision 0, value 4; 8");
    ByteBuffer log = ByteBuffer.allocate(TraceLog.CODEC.size()).order(ByteOrder.LITTLE_ENDIAN);
    log.putInt(0, 2).putInt(8, 3).putInt(12, 1).putInt(16, 1).putInt(20, -7);
    assertThat(TraceLog.CODEC.decode(log, 0))
        .containsExactly(
            new TracedDecision(Decision.TAGS_SEEN, 1), new TracedDecision(Decision.DECIDED, -7));
  }

  private static String text(MapSpec map) {
    return map.name() + " " + map.type() + " " + map.keySize() + " " + map.valueSize();
  }

  private static String layout(ObjectSpec object, String name) {
    BtfType.Struct struct = struct(object, name);
    return struct.members().stream()
        .map(member -> member.name() + " " + member.bitOffset() / Byte.SIZE)
        .collect(Collectors.joining(", ", name + ": ", "; " + struct.size()));
  }

  private static BtfType.Struct struct(ObjectSpec object, String name) {
    Btf btf = object.btf().orElseThrow();
    return btf.types().stream()
        .filter(BtfType.Struct.class::isInstance)
        .map(BtfType.Struct.class::cast)
        .filter(struct -> struct.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no struct " + name + " in BTF"));
  }
}
