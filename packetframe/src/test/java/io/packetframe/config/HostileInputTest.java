package io.packetframe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that nobody wrote in good faith: an answer, and soon. */
class HostileInputTest {
  private static final int LINES = 100_000;

  /** A file of lines that are all alike but for their number, as many as the size limit allows. */
  record Flood(String name, String header, IntFunction<String> line) {
    byte[] bytes() {
      StringBuilder text = new StringBuilder(header).append('\n');
      for (int i = 0; i < LINES; i++) {
        String next = line.apply(i);
        if (text.length() + next.length() + 1 > ConfigParser.MAX_BYTES) {
          break;
        }
        text.append(next).append('\n');
      }
      return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Flood> floods() {
    String module = "module fast-path";
    return List.of(
        new Flood("duplicates", module, _ -> "fdb-pin on"),
        new Flood("unknown directives", module, i -> "x" + i),
        new Flood("near misses", module, _ -> "atach a b"),
        new Flood("wrong values", "global", _ -> "log-level "),
        new Flood("before any section", "", i -> "dry-run" + i % 10),
        new Flood("headers", "", _ -> "global"),
        new Flood("modules", "", i -> "module " + Integer.toHexString(i)),
        new Flood("allowed networks", module, i -> "allow-prefix " + address(i) + "/32"),
        new Flood(
            "blocked and allowed networks",
            module,
            i -> (i % 2 == 0 ? "allow-prefix " : "block-prefix ") + address(i / 2) + "/31"),
        new Flood("local networks", module, i -> "local-prefix " + address(i) + "/32 via a"),
        new Flood("interfaces", module, i -> "attach e" + i + " tc"),
        new Flood("bad prefixes", module, _ -> "allow-prefix 1::/1x"),
        new Flood("invisible", module, _ -> "a\u0001\u202e"),
        new Flood("empty lines", module, _ -> ""));
  }

  @ParameterizedTest
  @MethodSource("floods")
  void isAnsweredInTime(Flood flood) {
    byte[] bytes = flood.bytes();
    ParseResult result = parseInTime(bytes);
    assertThat(result.problems()).hasSizeLessThanOrEqualTo(2 * ProblemCollector.LIMIT);
  }

  @Test
  void aHundredThousandDirectivesAreCounted() {
    byte[] bytes =
        ("module fast-path\n" + "aaaaaaaaa\n".repeat(LINES)).getBytes(StandardCharsets.UTF_8);
    assertThat(bytes.length).isLessThanOrEqualTo(ConfigParser.MAX_BYTES);
    ParseResult result = parseInTime(bytes);
    assertThat(result.problems()).hasSize(ProblemCollector.LIMIT);
    assertThat(result.omitted()).isEqualTo(LINES - ProblemCollector.LIMIT);
  }

  @Test
  void oneLongLineIsAnsweredInTime() {
    String peers = "module fast-path\nroute-source bmp 192.0.2.1:1 allow-remote";
    StringBuilder text = new StringBuilder(peers);
    for (int i = 0; text.length() < ConfigParser.MAX_BYTES - 40; i++) {
      text.append(" peer-from ").append(address(i)).append("/32");
    }
    for (String line : List.of(text.toString(), "a ".repeat(500_000), "a".repeat(1_000_000))) {
      parseInTime(line.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void bytesOfEveryKindGiveAnAnswer() {
    Random random = new Random(20261121);
    for (int round = 0; round < 200; round++) {
      byte[] bytes = new byte[random.nextInt(4096)];
      random.nextBytes(bytes);
      assertThat(ConfigParser.parse(bytes)).isNotNull();
    }
    for (int value = 0; value < 256; value++) {
      byte[] bytes = new byte[2000];
      Arrays.fill(bytes, (byte) value);
      assertThatNoException().isThrownBy(() -> ConfigParser.parse(bytes));
    }
  }

  @Test
  void aTooLargeTextIsNotLookedAt() {
    ParseResult result = ConfigParser.parse(new byte[ConfigParser.MAX_BYTES + 1]);
    assertThat(result.source().lines()).isZero();
    assertThat(result.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.kind()).isEqualTo(ProblemKind.TOO_LARGE);
              assertThat(problem.position()).isEqualTo(Position.WHOLE_FILE);
            });
  }

  /** Counts the time of the processor: that of the clock belongs to whoever else is busy here. */
  private static ParseResult parseInTime(byte[] bytes) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    ParseResult result = ConfigParser.parse(bytes);
    Duration taken = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
    assertThat(taken).isLessThan(Duration.ofSeconds(2));
    return result;
  }

  private static String address(int i) {
    return "10." + ((i >> 16) & 255) + "." + ((i >> 8) & 255) + "." + (i & 255);
  }
}
