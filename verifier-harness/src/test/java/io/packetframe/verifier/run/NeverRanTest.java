package io.packetframe.verifier.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.verifier.kernel.Architecture;
import io.packetframe.verifier.kernel.Kernel;
import io.packetframe.verifier.kernel.KernelId;
import io.packetframe.verifier.kernel.Lane;
import io.packetframe.verifier.wire.Message.TestFinished;
import io.packetframe.verifier.wire.TestName;
import io.packetframe.verifier.wire.TestOutcome;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NeverRanTest {
  private static final TestOutcome PASSED = new TestOutcome.Passed();
  private static final TestOutcome FAILED = new TestOutcome.Failed("wrong", "");

  private static TestOutcome skipped(String reason) {
    return new TestOutcome.Skipped(reason);
  }

  private static TestFinished test(String name, TestOutcome outcome) {
    return new TestFinished(new TestName("a.LinkTest", name), outcome, 1);
  }

  private static Outcome outcome(String id, TestFinished... tests) {
    return outcome(id, new Verdict.Infra("not judged here"), tests);
  }

  static Outcome outcome(String id, Verdict verdict, TestFinished... tests) {
    Path none = Path.of("none");
    return new Outcome(
        new Kernel(
            new KernelId(id),
            Architecture.AMD64,
            Lane.REQUIRED,
            List.of(),
            "1",
            none,
            none,
            none,
            Optional.empty(),
            Optional.empty()),
        verdict,
        JudgeTest.RUN,
        List.of(),
        Arrays.asList(tests),
        new TreeMap<>(),
        Optional.empty());
  }

  @Test
  void aTestThatRanAnywhereRan() {
    assertThat(
            NeverRan.in(
                List.of(
                    outcome("old-5.10", test("a()", skipped("no bpf_link")), test("b()", PASSED)),
                    outcome("new-7.3", test("a()", PASSED), test("b()", FAILED)))))
        .isEmpty();
  }

  @Test
  void aTestThatAllKernelsSkippedIsToldWithTheReasonOfEach() {
    assertThat(
            NeverRan.in(
                List.of(
                    outcome("old-5.10", test("a()", skipped("no bpf_link")), test("b()", PASSED)),
                    outcome("new-7.3", test("a()", skipped("no network")), test("b()", PASSED)))))
        .containsExactly("a.LinkTest.a() (new-7.3: no network; old-5.10: no bpf_link)");
  }

  @Test
  void aSkippedClassRanIfOneOfItsTestsDid() {
    Outcome old = outcome("old-5.10", test("", skipped("too old")));
    assertThat(NeverRan.in(List.of(old, outcome("new-7.3", test("a()", PASSED))))).isEmpty();
    assertThat(NeverRan.in(List.of(old, outcome("new-7.3", test("", skipped("too new"))))))
        .containsExactly("a.LinkTest (new-7.3: too new; old-5.10: too old)");
  }
}
