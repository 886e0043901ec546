package io.packetframe.verifier.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.verifier.wire.TestOutcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RepetitionTest {
  private static List<Outcome> run(TestOutcome odd) throws Exception {
    Verdict verdict =
        Judge.judge(
            GuestScript.thatIsFine().test("odd()", odd).finishes().powersOff(),
            JudgeTest.KERNEL,
            JudgeTest.RUN,
            JudgeTest.STRICT,
            Optional.empty());
    return List.of(NeverRanTest.outcome("debian-6.1-amd64", verdict));
  }

  @Test
  void whatIsTheSameIsNotTold() throws Exception {
    Repetition repetition = new Repetition();
    for (int i = 0; i < 3; i++) {
      assertThat(repetition.differences(run(new TestOutcome.Passed()))).isEmpty();
    }
  }

  @Test
  void aTestThatChangesItsMindIsNamed() throws Exception {
    Repetition repetition = new Repetition();
    assertThat(repetition.differences(run(new TestOutcome.Passed()))).isEmpty();
    assertThat(repetition.differences(run(new TestOutcome.Skipped("no need"))))
        .containsExactly("debian-6.1-amd64: test a.BTest.odd(): skipped, at first passed");
    assertThat(repetition.differences(run(new TestOutcome.Failed("1 is not 2", ""))))
        .containsExactly(
            "debian-6.1-amd64: test a.BTest.odd(): failed, at first passed",
            "debian-6.1-amd64: the run: fail, at first pass");
  }
}
