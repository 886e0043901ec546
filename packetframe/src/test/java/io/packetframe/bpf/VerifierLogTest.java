package io.packetframe.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.spec.LineInfo;
import io.packetframe.testing.Blessed;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is made of real logs: each fixture has beside it the summary and the statistics. */
class VerifierLogTest {
  private static final String FOLDER = "fixtures/verifier-logs";

  static List<String> logs() throws IOException {
    try (Stream<Path> files = Files.list(Blessed.root().resolve(FOLDER))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".log"))
          .map(name -> name.substring(0, name.length() - ".log".length()))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("logs")
  void aRealLogIsSummarised(String name) throws IOException {
    VerifierLog log = new VerifierLog(text(name), false);
    VerifierStatistics statistics = VerifierStatistics.of(log);
    Blessed.compare(
        FOLDER + "/" + name + ".txt",
        log.summary() + "\n" + statistics.toString().replace(", ", ",\n  ") + "\n");
    assertThat(log.summary().toString()).doesNotContain("\n").hasSizeLessThan(700);
    assertThat(log.summary().reason()).isNotBlank();
  }

  @Test
  void everyLogHasItsOrigin() throws IOException {
    String origin = Files.readString(Blessed.root().resolve(FOLDER).resolve("ORIGIN"));
    for (String name : logs()) {
      String kernel = name.substring(0, name.indexOf('-'));
      assertThat(origin).contains(kernel);
    }
  }

  @Test
  void theReportOfNewKernelsIsNotTheReason() throws IOException {
    VerifierSummary summary = new VerifierLog(text("7.3-register_not_set"), false).summary();
    assertThat(summary.reason()).isEqualTo("R9 !read_ok");
  }

  @Test
  void whatWeDoNotKnowTheKernelMaySuggest() {
    String log =
        """
        0: (b7) r0 = 0
        a complaint of tomorrow

        Verification failed: Something: New

        Reason:
          It is new.

        Suggestion:
          Do it in another
          way.

        processed 1 insns
        """;
    assertThat(new VerifierLog(log, false).summary())
        .hasToString("a complaint of tomorrow: Do it in another way (8 lines omitted)");
    assertThat(new VerifierLog(log.substring(0, log.indexOf("  Do it")), true).summary().remedy())
        .isEmpty();
    assertThat(new VerifierLog("Suggestion:\n  a\nVerification failed:", false).summary().remedy())
        .isEmpty();
  }

  @Test
  void aLogWithoutInstructionsTakesItsLineFromTheProgram() {
    VerifierLog log = new VerifierLog("unreachable insn 2\nprocessed 0 insns\n", false);
    List<LineInfo> lines =
        List.of(
            new LineInfo(0, "a.c", "  int x = 1;", 3, 5),
            new LineInfo(2, "a.c", "  return x;", 4, 3),
            new LineInfo(3, "a.c", "}", 5, 1));
    assertThat(log.summary(lines))
        .hasToString(
            "unreachable insn 2, at a.c:4 `return x;`: remove the instructions that no path"
                + " reaches (1 line omitted)");
  }

  @Test
  void theFileOfAnOldKernelsLineComesFromTheProgram() {
    VerifierLog log =
        new VerifierLog("; return *p;\n0: (61) r0 = *(u32 *)(r1 +0)\nR1 bad\n", false);
    assertThat(log.summary()).hasToString("R1 bad, at `return *p;` (1 line omitted)");
    assertThat(log.summary(List.of(new LineInfo(0, "b.c", " return *p;", 7, 2))))
        .hasToString("R1 bad, at b.c:7 `return *p;` (1 line omitted)");
  }

  @Test
  void whatOldKernelsCutOffIsNotGuessed() {
    VerifierLog log =
        new VerifierLog("; x = 1; @ a.c:2\n0: (b7) r0 = 1\n1: (b7) r0 = 2\n2: (b", true);
    assertThat(log.summary().reason()).isEqualTo("the log ends before the verifier's reason");
    assertThat(log.summary().source()).isPresent();
  }

  @Test
  void whatNewKernelsCutOffIsTheBeginning() {
    VerifierLog log =
        new VerifierLog(
            "; R0=1\n99: (79) r0 = *(u64 *)(r0 +0)\nR0 invalid mem access 'scalar'\n", true);
    assertThat(log.summary().reason()).isEqualTo("R0 invalid mem access 'scalar'");
  }

  @Test
  void statisticsThatAKernelDoesNotGiveAreEmpty() {
    VerifierStatistics none = VerifierStatistics.of(new VerifierLog("nothing", false));
    assertThat(none.processedInstructions()).isEmpty();
    assertThat(none.time()).isEmpty();
    assertThat(none.stackDepths()).isEmpty();
    VerifierStatistics old =
        VerifierStatistics.of(
            new VerifierLog(
                "verification time 51 usec\nstack depth 8+16\nprocessed 7 insns (limit 1000000)"
                    + " max_states_per_insn 1 total_states 2 peak_states 3 mark_read 4\n",
                false));
    assertThat(old.processedInstructions()).hasValue(7);
    assertThat(old.instructionLimit()).hasValue(1_000_000);
    assertThat(old.maxStatesPerInstruction()).hasValue(1);
    assertThat(old.totalStates()).hasValue(2);
    assertThat(old.peakStates()).hasValue(3);
    assertThat(old.markRead()).hasValue(4);
    assertThat(old.time()).hasValue(Duration.ofNanos(51_000));
    assertThat(old.stackDepths()).containsExactly(8, 16);
    assertThat(old.deepestStack()).isEmpty();
  }

  @Test
  void aKernelThatTellsTheDeepestStackTellsThatOfEachFunctionToo() throws IOException {
    VerifierStatistics chain =
        VerifierStatistics.of(new VerifierLog(text("7.3-accepted_chain"), false));
    assertThat(chain.deepestStack()).hasValue(224);
    assertThat(chain.stackDepths()).containsExactly(16, 40, 24, 200);
    assertThat(VerifierStatistics.of(new VerifierLog(text("7.2-accepted_chain"), false)))
        .extracting(VerifierStatistics::stackDepths, VerifierStatistics::deepestStack)
        .containsExactly(List.of(16, 40, 24, 200), OptionalLong.of(224));
    assertThat(VerifierStatistics.of(new VerifierLog(text("5.10-accepted_chain"), false)))
        .extracting(VerifierStatistics::stackDepths, VerifierStatistics::deepestStack)
        .containsExactly(List.of(16, 40, 24, 200), OptionalLong.empty());
    VerifierStatistics cut = VerifierStatistics.of(new VerifierLog("stack depth max 32", true));
    assertThat(cut.deepestStack()).hasValue(32);
    assertThat(cut.stackDepths()).isEmpty();
  }

  @Test
  void aLogOfSixteenMebibytesTakesNoTime() {
    for (String line :
        List.of("12: (b7) r0 = 1", "complaint after complaint", "", "processed 1 insns", "R0=1")) {
      String text = (line + "\n").repeat((16 << 20) / (line.length() + 1));
      VerifierLog log = new VerifierLog(text, true);
      // Of the processor, not of the clock: other builds may run beside this one.
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      assertThat(log.summary().toString()).isNotEmpty();
      assertThat(VerifierStatistics.of(log)).isNotNull();
      long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      assertThat(Duration.ofNanos(end - start)).isLessThan(Duration.ofSeconds(10));
    }
    String oneLine = "x".repeat(16 << 20);
    assertThat(new VerifierLog(oneLine, true).summary().toString()).hasSizeLessThan(500);
  }

  private static String text(String name) throws IOException {
    return Files.readString(Blessed.root().resolve(FOLDER).resolve(name + ".log"));
  }
}
