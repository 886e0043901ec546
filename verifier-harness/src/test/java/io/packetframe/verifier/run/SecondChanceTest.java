package io.packetframe.verifier.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.record.AcceptanceRecord;
import io.packetframe.record.TestRecord;
import io.packetframe.record.TestVerdict;
import io.packetframe.verifier.run.SecondChance.Again;
import io.packetframe.verifier.wire.TestOutcome;
import io.packetframe.verifier.wire.TestOutcome.Failed;
import io.packetframe.verifier.wire.TestOutcome.Passed;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecondChanceTest {
  private static final Verdict INFRA = new Verdict.Infra("it hangs");
  private static final Failed WRONG = new Failed("1 is not 2", "");

  private static Verdict guest(TestOutcome outcome) throws IOException {
    return judge(GuestScript.thatIsFine().test("odd()", outcome));
  }

  private static Verdict judge(GuestScript script) throws IOException {
    return Judge.judge(
        script.finishes().powersOff(),
        JudgeTest.KERNEL,
        JudgeTest.RUN,
        JudgeTest.STRICT,
        Optional.empty());
  }

  private static Verdict both(Verdict first, Verdict second) {
    return SecondChance.judge(first, second, Optional.empty());
  }

  private static TestRecord odd(Verdict verdict) {
    AcceptanceRecord record = verdict.shown().orElseThrow();
    return record.tests().stream()
        .filter(it -> it.name().equals("odd()"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatPassedOrIsNotOfTestsIsNotRunAgain() throws Exception {
    assertThat(SecondChance.after(guest(new Passed()))).isEmpty();
    String json = GuestScript.FEASIBLE.replace("\"pass\"", "\"fail\"");
    assertThat(
            SecondChance.after(
                judge(GuestScript.thatBooted().feasibility(1, json).test("odd()", WRONG))))
        .isEmpty();
  }

  @Test
  void onlyTheClassesThatFailedRunAgain() throws Exception {
    assertThat(SecondChance.after(guest(WRONG))).contains(new Again.Classes(List.of("a.BTest")));
    assertThat(SecondChance.after(INFRA)).contains(new Again.Everything());
  }

  @Test
  void whatPassesTheSecondTimeIsFlakyAndNotGreen() throws Exception {
    Verdict verdict = both(guest(WRONG), guest(new Passed()));
    assertThat(verdict).isInstanceOf(Verdict.Flaky.class);
    assertThat(verdict.exitCode()).isEqualTo(1);
    assertThat(((Verdict.Flaky) verdict).reasons())
        .containsExactly("test a.BTest.odd(): failed: 1 is not 2; passed in a fresh guest");
    assertThat(odd(verdict).verdict()).isEqualTo(TestVerdict.FLAKY);
    assertThat(verdict.shown().orElseThrow().passed()).isFalse();
    assertThat(((Verdict.Flaky) verdict).tolerated().exitCode()).isZero();
  }

  @Test
  void whatFailsTwiceFailed() throws Exception {
    Verdict verdict = both(guest(WRONG), guest(WRONG));
    assertThat(verdict).isInstanceOf(Verdict.Failed.class);
    assertThat(((Verdict.Failed) verdict).reasons())
        .containsExactly("test a.BTest.odd(): 1 is not 2");
  }

  @Test
  void whatPassedAtFirstAndFailsLaterIsFlakyToo() throws Exception {
    Verdict first = judge(GuestScript.thatIsFine().test("odd()", new Passed()).test("x()", WRONG));
    Verdict second = judge(GuestScript.thatIsFine().test("odd()", WRONG).test("x()", new Passed()));
    assertThat(((Verdict.Flaky) both(first, second)).reasons())
        .containsExactly(
            "test a.BTest.odd(): passed; failed in a fresh guest: 1 is not 2",
            "test a.BTest.x(): failed: 1 is not 2; passed in a fresh guest");
  }

  @Test
  void aSecondGuestThatShowsNothingChangesNothing() throws Exception {
    Verdict verdict = both(guest(WRONG), INFRA);
    assertThat(verdict.exitCode()).isEqualTo(1);
    assertThat(((Verdict.Failed) verdict).reasons())
        .containsExactly("test a.BTest.odd(): 1 is not 2", "in a fresh guest: infra: it hangs");
  }

  @Test
  void aWarningInTheSecondGuestIsAFailure() throws Exception {
    Verdict warned =
        Judge.judge(
            GuestScript.thatIsFine()
                .test("odd()", new Passed())
                .finishesWith(GuestScript.BOOTED, "[    9.1] WARNING: CPU: 0 PID: 1 at a.c:1")
                .powersOff(),
            JudgeTest.KERNEL,
            JudgeTest.RUN,
            JudgeTest.STRICT,
            Optional.empty());
    assertThat(((Verdict.Failed) both(guest(WRONG), warned)).reasons())
        .contains("in a fresh guest: kernel log: WARNING: CPU: 0 PID: 1 at a.c:1");
  }

  @Test
  void afterTroubleOfTheMachineryTheSecondGuestIsFlakyOrWhatItIs() throws Exception {
    Verdict passed = both(INFRA, guest(new Passed()));
    assertThat(passed.exitCode()).isEqualTo(1);
    assertThat(passed.complaints()).containsExactly("infra: it hangs; a fresh guest passed");
    assertThat(both(INFRA, guest(WRONG))).isEqualTo(guest(WRONG));
    assertThat(both(INFRA, INFRA).exitCode()).isEqualTo(3);
  }

  @Test
  void whoToleratesFlakinessStillLearnsOfRegressions() throws Exception {
    AcceptanceRecord accepted =
        judge(GuestScript.thatIsFine().test("odd()", new Passed()).test("gone()", new Passed()))
            .shown()
            .orElseThrow();
    Verdict verdict = SecondChance.judge(guest(WRONG), guest(new Passed()), Optional.of(accepted));
    assertThat(((Verdict.Flaky) verdict).tolerated().exitCode()).isEqualTo(2);
    assertThat(((Verdict.Flaky) verdict).differences()).hasSize(1);
  }
}
