package io.packetframe.fastpath;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.config.Config;
import io.packetframe.config.ConfigParser;
import io.packetframe.config.ModuleSection;
import io.packetframe.fastpath.FastPathConfig.Flag;
import io.packetframe.net.IpPrefix;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a config comes into which map; the only interface is wan0, with ifindex 7. */
class ConfigMapsTest {
  @Test
  void prefixesGoToTheListOfTheirFamily() throws Exception {
    MapContents contents =
        contents(
            "allow-prefix 10.1.2.3/8", "allow-prefix6 2001:db8::/32", "block-prefix 11.0.0.0/8");
    assertThat(contents.of(FastPathMap.ALLOW_V4))
        .isEqualTo(Map.of(IpPrefix.parse("10.0.0.0/8"), 1));
    assertThat(contents.of(FastPathMap.ALLOW_V6))
        .isEqualTo(Map.of(IpPrefix.parse("2001:db8::/32"), 1));
    assertThat(contents.of(FastPathMap.BLOCK_V4))
        .isEqualTo(Map.of(IpPrefix.parse("11.0.0.0/8"), 1));
    assertThat(contents.of(FastPathMap.BLOCK_V6)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "dry-run off, false, IPV4 IPV6, 0",
    "dry-run on, true, IPV4 IPV6, 0",
    "block-prefix 11.0.0.0/8, false, IPV4 IPV6 BLOCK, 0",
    "mss-clamp 1400, false, IPV4 IPV6 MSS_CLAMP, 1400",
    "mss-clamp via wan0 1400, false, IPV4 IPV6 MSS_CLAMP, 0",
    "mss-clamp 10.0.0.0/8 1400, false, IPV4 IPV6 MSS_CLAMP, 0",
    "mss-clamp 2001:db8::/32 1400, false, IPV4 IPV6 MSS_CLAMP, 0",
  })
  void aFlagIsSetWhereItsMapHoldsAnything(
      String directive, boolean dryRun, String flags, int mssClamp) {
    FastPathConfig config = contents(directive).of(FastPathMap.CFG).get(0);
    Set<Flag> expected = java.util.EnumSet.noneOf(Flag.class);
    for (String flag : flags.split(" ", -1)) {
      expected.add(Flag.valueOf(flag));
    }
    assertThat(config).isEqualTo(new FastPathConfig(dryRun, expected, mssClamp, 1));
  }

  @Test
  void whatTheHostAddsSetsItsFlagsToo() {
    MapContents host =
        new MapContents()
            .with(FastPathMap.PORT_QUIRKS, Map.of(7, 1))
            .with(
                FastPathMap.VLAN_RESOLVE,
                Map.of(9, new VlanEgress(7, List.of(), 1500, 1518, false)));
    assertThat(maps("dry-run off").withConfig(host, false).of(FastPathMap.CFG).get(0))
        .extracting(FastPathConfig::flags)
        .isEqualTo(Set.of(Flag.IPV4, Flag.IPV6, Flag.PORT_QUIRKS, Flag.VLAN));
  }

  @Test
  void theKernelsAnswerIsUsedWhereThereAreVlansAndNoClampNeedsOurs() {
    MapContents vlans =
        new MapContents()
            .with(
                FastPathMap.VLAN_RESOLVE,
                Map.of(9, new VlanEgress(7, List.of(), 1500, 1518, false)));
    assertThat(vlanLookup(vlans, true, "mss-clamp 1300")).isTrue();
    assertThat(vlanLookup(vlans, false, "mss-clamp 1300")).isFalse();
    assertThat(vlanLookup(vlans, true, "mss-clamp via wan0 1300")).isFalse();
    assertThat(vlanLookup(vlans, true, "mss-clamp 10.0.0.0/8 via wan0 1300")).isFalse();
    assertThat(vlanLookup(new MapContents(), true, "dry-run off")).isFalse();
  }

  private static boolean vlanLookup(MapContents host, boolean kernelAnswers, String directive) {
    FastPathConfig config =
        maps(directive).withConfig(host, kernelAnswers).of(FastPathMap.CFG).get(0);
    return config != null && config.flags().contains(Flag.VLAN_LOOKUP);
  }

  @Test
  void clampsHaveTheIndexOfTheirInterface() throws Exception {
    MapContents contents =
        contents("mss-clamp 10.0.0.0/8 via wan0 1300", "mss-clamp via wan0 1200");
    assertThat(contents.of(FastPathMap.MSS_CLAMP_V4))
        .isEqualTo(Map.of(IpPrefix.parse("10.0.0.0/8"), new SegmentLimit(1300, 7)));
    assertThat(contents.of(FastPathMap.MSS_CLAMP_BY_IFACE)).isEqualTo(Map.of(7, 1200));
  }

  @Test
  void aClampForAnInterfaceThatIsNotThereIsNamedAndLeftOut() {
    ConfigMaps maps = maps("mss-clamp via lan9 1200");
    assertThat(maps.problems()).containsExactly("mss-clamp via lan9: there is no such interface");
    assertThat(maps.addTo(new MapContents()).of(FastPathMap.MSS_CLAMP_BY_IFACE)).isEmpty();
  }

  private static MapContents contents(String... directives) {
    ConfigMaps maps = maps(directives);
    return maps.withConfig(maps.addTo(new MapContents()), true);
  }

  private static ConfigMaps maps(String... directives) {
    return new ConfigMaps(
        section(directives),
        name -> name.text().equals("wan0") ? Optional.of(7) : Optional.empty());
  }

  static ModuleSection section(String... directives) {
    return config(directives).fastPath().orElseThrow();
  }

  static Config config(String... directives) {
    String text = "module fast-path\n" + String.join("\n", directives) + "\n";
    return (Config) ConfigParser.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
