package io.packetframe.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.module.Sample;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetricsTextTest {
  @Test
  void everyCounterHasItsNameOnceAndCountsWithoutASign() {
    String text =
        MetricsText.of(
            "fast-path",
            List.of(new Sample("rx_total", -1), new Sample("fwd_ok", 5)),
            60,
            1000,
            Optional.of(new SoftnetStatistics(1, 2, 3)));
    assertThat(text)
        .contains("\npacketframe_rx_total{module=\"fast-path\"} 18446744073709551615\n")
        .contains("\npacketframe_fwd_ok_total{module=\"fast-path\"} 5\n")
        .contains("packetframe_uptime_seconds{module=\"fast-path\"} 60\n")
        .contains("packetframe_softnet_time_squeeze_total{module=\"fast-path\"} 3\n")
        .contains("packetframe_fib_forwarding_mode{module=\"fast-path\",mode=\"kernel-fib\"} 1\n")
        .doesNotContain("_total_total");
    Set<String> typed = new HashSet<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith("# TYPE ")) {
        assertThat(typed.add(line.split(" ", -1)[2])).as(line).isTrue();
      } else if (!line.startsWith("#")) {
        assertThat(typed).contains(line.substring(0, line.indexOf('{')));
      }
    }
  }

  @Test
  void queuesOfAllCpusAreAddedAndAMalformedLineIsNone() {
    assertThat(
            SoftnetStatistics.parse("0000000a 00000001 00000002 0\n00000010 00000001 0000000f 0\n"))
        .hasValue(new SoftnetStatistics(26, 2, 17));
    assertThat(SoftnetStatistics.parse("0000000a 00000001 00000002 0\nx 1 2\n")).isEmpty();
    assertThat(SoftnetStatistics.parse("")).isEmpty();
  }
}
