package io.packetframe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.packetframe.config.FastPathDirective.AllowPrefix;
import io.packetframe.config.FastPathDirective.Attach;
import io.packetframe.config.FastPathDirective.CircuitBreakerDirective;
import io.packetframe.config.FastPathDirective.DryRun;
import io.packetframe.config.FastPathDirective.EcmpDefaultHashMode;
import io.packetframe.config.FastPathDirective.FallbackDefault;
import io.packetframe.config.FastPathDirective.IntegrityAuthority;
import io.packetframe.config.FastPathDirective.LocalPrefix;
import io.packetframe.config.FastPathDirective.MaxEntries;
import io.packetframe.config.FastPathDirective.MssClamp;
import io.packetframe.config.FastPathDirective.RouteSourceDirective;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a valid config comes to. What is said about invalid ones is in {@code CheckCasesTest}. */
class ConfigParserTest {
  @Test
  void anEmptyFileMeansDefaultsAndNoModule() {
    Config config = valid("");
    assertThat(config.settings()).isEqualTo(GlobalSettings.DEFAULTS);
    assertThat(config.fastPath()).isEmpty();
    assertThat(config.directives()).isEmpty();
    assertThat(config.attachments()).isEmpty();
    assertThat(GlobalSettings.DEFAULTS.bpffsRoot()).hasToString("/sys/fs/bpf/packetframe");
    assertThat(GlobalSettings.DEFAULTS.stateDir()).hasToString("/var/lib/packetframe/state");
    assertThat(GlobalSettings.DEFAULTS.attachSettleTime()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void globalDirectivesReplaceTheDefaults() {
    GlobalSettings settings =
        valid(
                """
                global
                  metrics-textfile /run/packetframe.prom
                  log-level trace
                  bpffs-root /bpf
                  state-dir /state
                  attach-settle-time 500ms
                """)
            .settings();
    assertThat(settings)
        .isEqualTo(
            new GlobalSettings(
                Optional.of(new AbsolutePath("/run/packetframe.prom")),
                LogLevel.TRACE,
                new AbsolutePath("/bpf"),
                new AbsolutePath("/state"),
                Duration.ofMillis(500)));
  }

  @Test
  void aModuleKeepsItsDirectivesInOrderAndKnowsWhereTheyStand() {
    Config config =
        valid(
            "module fast-path\n  attach wan0 native # uplink\n\n\tattach lan0 tc\n"
                + "forwarding-mode custom-fib");
    ModuleSection module = config.fastPath().orElseThrow();
    assertThat(module.position()).isEqualTo(new Position(1, 1, 6));
    assertThat(config.attachments())
        .extracting(attach -> attach.port().value().text(), Attach::mode)
        .containsExactly(tuple("wan0", AttachMode.NATIVE), tuple("lan0", AttachMode.TC));
    Attach last = config.attachments().getLast();
    assertThat(last.position()).isEqualTo(new Position(4, 2, 6));
    assertThat(last.port().position()).isEqualTo(new Position(4, 9, 4));
    assertThat(config.interfaces())
        .containsExactly(config.attachments().getFirst().port(), last.port());
    assertThat(config.directives())
        .extracting(directive -> directive.keyword().text())
        .containsExactly("attach", "attach", "forwarding-mode");
  }

  @Test
  void columnsCountCodePoints() {
    ParseResult result =
        ConfigParser.parse(
            "module fast-path\n\u00a0attach \ud834\udd1e wrong".getBytes(StandardCharsets.UTF_8));
    assertThat(result.problems())
        .extracting(ConfigProblem::position)
        .containsExactly(new Position(2, 11, 5));
  }

  @Test
  void hostBitsAreCleared() {
    Config config =
        valid("module fast-path\nallow-prefix 10.0.0.5/24\nallow-prefix6 2001:db8::1/32");
    assertThat(config.fastPath().orElseThrow().all(AllowPrefix.class))
        .extracting(allow -> allow.prefix().toString())
        .containsExactly("10.0.0.0/24", "2001:db8::/32");
    assertThat(config.problems())
        .extracting(ConfigProblem::kind)
        .containsOnly(ProblemKind.HOST_BITS);
  }

  @Test
  void everyValueArrives() {
    ModuleSection module =
        valid(
                """
                module fast-path
                  allow-prefix 10.0.0.0/8
                  dry-run on
                  circuit-breaker drop-ratio 0.01 of matched window 5s threshold 5
                  local-prefix 10.1.0.0/24 via lan0 arp-scavenge
                  fallback-default via wan0 nexthop 192.0.2.1
                  integrity-authority none
                  mss-clamp 10.0.0.0/8 via wan0 1400
                  mss-clamp 1460
                  fib-v6-max-entries 4294967295
                  ecmp-default-hash-mode 4
                  route-source bgp [::1]:179 local-as 1 peer-as 4294967295 router-id 192.0.2.9
                """)
            .fastPath()
            .orElseThrow();
    assertThat(one(module, DryRun.class).value()).isEqualTo(OnOff.ON);
    assertThat(one(module, CircuitBreakerDirective.class).breaker())
        .isEqualTo(new CircuitBreaker(0.01, Duration.ofSeconds(5), 5));
    assertThat(one(module, LocalPrefix.class).arpScavenge()).isTrue();
    assertThat(one(module, FallbackDefault.class).nexthop()).hasToString("192.0.2.1");
    assertThat(one(module, IntegrityAuthority.class).birdc()).isEmpty();
    assertThat(module.all(MssClamp.class)).extracting(MssClamp::bytes).containsExactly(1400, 1460);
    MaxEntries table = one(module, MaxEntries.class);
    assertThat(table.keyword()).isEqualTo(FastPathKeyword.FIB_V6_MAX_ENTRIES);
    assertThat(table.entries()).isEqualTo(4294967295L);
    assertThat(one(module, EcmpDefaultHashMode.class).fields()).isEqualTo(4);
    RouteSource.Bgp bgp = (RouteSource.Bgp) one(module, RouteSourceDirective.class).source();
    assertThat(bgp.listen()).hasToString("[::1]:179");
    assertThat(bgp.peerAs()).isEqualTo(4294967295L);
    assertThat(bgp.routerId()).hasToString("Optional[192.0.2.9]");
  }

  @Test
  void interfacesOfWrongDirectivesAreKnownToo() {
    ParseResult result = parse("module fast-path\nattach wan0 sideways\nmss-clamp via lan0 1");
    assertThat(result).isInstanceOf(Problems.class);
    assertThat(result.interfaces())
        .extracting(located -> located.value().text())
        .containsExactly("wan0", "lan0");
  }

  private static <T extends FastPathDirective> T one(ModuleSection module, Class<T> kind) {
    List<T> found = module.all(kind);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static ParseResult parse(String text) {
    return ConfigParser.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Config valid(String text) {
    ParseResult result = parse(text);
    assertThat(result.problems())
        .filteredOn(problem -> problem.severity() == Severity.ERROR)
        .isEmpty();
    return (Config) result;
  }
}
