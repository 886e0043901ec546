package io.packetframe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.monitor.Measurement;
import io.packetframe.monitor.Unit;
import io.packetframe.monitor.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What monitor prints of two readings. */
class MonitorTextTest {
  private static final List<Measurement> BEFORE =
      List.of(
          time("busy", "0", 1_000_000_000L),
          time("busy", "1", 5),
          switches("0", -3),
          waits(List.of(1L, 0L, 7L, 0L), 100));

  private static final List<Measurement> NOW =
      List.of(
          time("busy", "0", 1_512_000_000L),
          time("busy", "1", 2_000_000_005L),
          // 64 bits without a sign: 3 below the end, and 1234 more.
          switches("0", 1231),
          waits(List.of(3L, 0L, 11L, 0L), 4100));

  private static final MonitorView VIEW =
      new MonitorView("cpu", List.of("no \u001b[31mred"), Duration.ofSeconds(2), BEFORE, NOW);

  private static Measurement time(String name, String cpu, long nanoseconds) {
    return new Measurement(
        name, Map.of("cpu", cpu), Unit.NANOSECONDS, new Value.Counter(nanoseconds));
  }

  private static Measurement switches(String cpu, long number) {
    return new Measurement("switches", Map.of("cpu", cpu), Unit.NUMBER, new Value.Counter(number));
  }

  private static Measurement waits(List<Long> buckets, long sum) {
    return new Measurement("wait", Map.of(), Unit.NANOSECONDS, new Value.Histogram(buckets, sum));
  }

  @Test
  void aPersonSeesRatesAndBars() {
    assertThat(MonitorTable.of(VIEW))
        .isEqualTo(
            """
            cpu     busy  switches
            0     25.6 %     617/s
            1    100.0 %         -

            wait: 6, mean 667 ns
                    0 ns+ ####################                     2
                    4 ns+ ######################################## 4
            note: no \\u{1b}[31mred
            """);
  }

  @Test
  void aProgramSeesTotalsAndGains() {
    assertThat(MonitorJson.line(VIEW))
        .isEqualTo(
            """
            {"monitor":"cpu","interval_ns":2000000000,"remarks":["no \\u001B[31mred"],"values":[\
            {"name":"busy","labels":{"cpu":"0"},"unit":"nanoseconds","kind":"counter",\
            "total":1512000000,"gain":512000000},\
            {"name":"busy","labels":{"cpu":"1"},"unit":"nanoseconds","kind":"counter",\
            "total":2000000005,"gain":2000000000},\
            {"name":"switches","labels":{"cpu":"0"},"unit":"number","kind":"counter",\
            "total":1231,"gain":1234},\
            {"name":"wait","labels":{},"unit":"nanoseconds","kind":"histogram",\
            "total":14,"gain":6,"gain_sum":4000,"gain_log2":[2,0,4,0]}]}\
            """);
  }

  @Test
  void prometheusSeesSecondsAndBucketsThatAddUp() {
    assertThat(MonitorMetrics.of("cpu", NOW, 99))
        .isEqualTo(
            """
            # HELP packetframe_monitor_cpu_busy_seconds_total Monitor cpu: busy.
            # TYPE packetframe_monitor_cpu_busy_seconds_total counter
            packetframe_monitor_cpu_busy_seconds_total{cpu="0"} 1.512000000
            packetframe_monitor_cpu_busy_seconds_total{cpu="1"} 2.000000005
            # HELP packetframe_monitor_cpu_switches_total Monitor cpu: switches.
            # TYPE packetframe_monitor_cpu_switches_total counter
            packetframe_monitor_cpu_switches_total{cpu="0"} 1231
            # HELP packetframe_monitor_cpu_wait_seconds Monitor cpu: wait.
            # TYPE packetframe_monitor_cpu_wait_seconds histogram
            packetframe_monitor_cpu_wait_seconds_bucket{le="0.000000001"} 3
            packetframe_monitor_cpu_wait_seconds_bucket{le="0.000000003"} 3
            packetframe_monitor_cpu_wait_seconds_bucket{le="0.000000007"} 14
            packetframe_monitor_cpu_wait_seconds_bucket{le="+Inf"} 14
            packetframe_monitor_cpu_wait_seconds_sum 0.000004100
            packetframe_monitor_cpu_wait_seconds_count 14
            # HELP packetframe_monitor_cpu_written_timestamp_seconds When this file was written.
            # TYPE packetframe_monitor_cpu_written_timestamp_seconds gauge
            packetframe_monitor_cpu_written_timestamp_seconds 99
            """);
  }

  @Test
  void intervalsAreTimesThatMakeSense() {
    assertThat(Interval.parse("500ms")).contains(Duration.ofMillis(500));
    assertThat(Interval.parse("1s")).contains(Duration.ofSeconds(1));
    assertThat(Interval.parse("60m")).contains(Duration.ofHours(1));
    for (String wrong :
        List.of("", "1", "99ms", "61m", "-1s", "1.5s", "1 s", "1000000000000s", "s")) {
      assertThat(Interval.parse(wrong)).as(wrong).isEqualTo(Optional.empty());
    }
  }
}
