package io.packetframe.fastpath;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.packet.Counter;
import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.spec.ObjectSpec;
import io.packetframe.spec.ProgramSpec;
import java.util.Arrays;
import java.util.List;
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
