package io.packetframe.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.packetframe.spec.LineInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;

/**
 * Any log is summarised in one line: the verifier's words are no ABI, and names in them are the
 * program's.
 *
 * <p>The corpus beside this class is run in each build; {@code mvn verify -Plong} looks for more.
 * What it finds lands in the corpus: commit it together with what mends it.
 */
@Tag("fuzz")
class VerifierLogFuzzTest {
  private static final List<LineInfo> LINES =
      List.of(new LineInfo(0, "a.c", "x", 1, 1), new LineInfo(3, "a.c", "y", 0, 0));

  @FuzzTest(maxDuration = "60s")
  void anyLogIsSummarised(byte[] bytes) {
    VerifierLog log = new VerifierLog(new String(bytes, StandardCharsets.UTF_8), bytes.length > 9);
    for (VerifierSummary summary : List.of(log.summary(), log.summary(LINES))) {
      assertThat(summary.toString()).isNotBlank().doesNotContain("\n").hasSizeLessThan(2000);
      assertThat(summary.omittedLines()).isGreaterThanOrEqualTo(0);
    }
    assertThat(VerifierStatistics.of(log).stackDepths()).hasSizeLessThanOrEqualTo(256);
    assertThat(log.firstLine()).doesNotContain("\n");
  }
}
