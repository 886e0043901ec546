package io.packetframe.fastpath;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotBuiltTest {
  @ParameterizedTest
  @CsvSource({
    "circuit-breaker drop-ratio 0.1 of matched window 5s threshold 5, circuit-breaker",
    "forwarding-mode compare, forwarding-mode compare",
    "local-prefix 10.0.0.0/8 via wan0, local-prefix",
    "local-prefix6 2001:db8::/32 via wan0, local-prefix6",
    "fallback-default via wan0 nexthop 10.0.0.1, fallback-default",
    "route-source bmp 127.0.0.1:1790, route-source",
    "integrity-authority birdc, integrity-authority birdc",
    "fib-cache on, fib-cache on",
    "fdb-pin on, fdb-pin on",
    "nexthops-max-entries 8, nexthops-max-entries",
    "ecmp-default-hash-mode 4, ecmp-default-hash-mode",
  })
  void whatIsNotBuiltIsNamed(String directive, String named) {
    assertThat(NotBuilt.in(ConfigMapsTest.section(directive))).isEqualTo(List.of(named));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "attach wan0 native",
        "forwarding-mode kernel-fib",
        "integrity-authority none",
        "fib-cache off",
        "fdb-pin off",
        "fdb-pin auto",
        "bridge-resolve off",
        "driver-workaround rvu-nicpf-head-shift on",
        "mss-clamp 1400",
        "accept-bypass nat",
      })
  void whatIsDoneAnywayIsTaken(String directive) {
    assertThat(NotBuilt.in(ConfigMapsTest.section(directive))).isEmpty();
  }

  @Test
  void onlyARestartChangesWhatIsAttachedAndHow() {
    assertThat(
            RestartOnly.differences(
                ConfigMapsTest.section("attach wan0 native", "attach lan0 auto", "dry-run on"),
                ConfigMapsTest.section("attach lan0 auto", "attach wan0 native", "dry-run off")))
        .isEmpty();
    assertThat(
            RestartOnly.differences(
                ConfigMapsTest.section("attach wan0 native"),
                ConfigMapsTest.section(
                    "attach wan0 generic", "driver-workaround rvu-nicpf-head-shift off")))
        .containsExactly("attach", "driver-workaround rvu-nicpf-head-shift");
  }
}
