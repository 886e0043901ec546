package io.packetframe.verifier.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.record.CapabilityStatus;
import io.packetframe.verifier.run.CapabilityAnswers.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which kernel is the first that has something. */
class BisectionTest {
  private static final List<Integer> ALL = IntStream.range(0, 13).boxed().toList();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 6, 12, 13})
  void theBorderIsFoundInFourQuestions(int border) throws Exception {
    List<Integer> asked = new ArrayList<>();
    Optional<Integer> first =
        Bisection.first(
            ALL,
            it -> {
              asked.add(it);
              return Optional.of(it >= border);
            });
    assertThat(first).isEqualTo(border < 13 ? Optional.of(border) : Optional.empty());
    assertThat(asked).hasSizeLessThanOrEqualTo(4).doesNotHaveDuplicates();
  }

  /** A kernel that cannot be had takes nothing away from the others. */
  @Test
  void whoCannotTellIsPassedOver() throws Exception {
    assertThat(Bisection.first(ALL, it -> it % 2 == 0 ? Optional.empty() : Optional.of(it >= 6)))
        .contains(7);
    assertThat(Bisection.first(ALL, _ -> Optional.empty())).isEmpty();
    assertThat(Bisection.first(List.<Integer>of(), _ -> Optional.of(true))).isEmpty();
  }

  private static Answer answer(String kernel, CapabilityStatus status) {
    return new Answer(kernel, kernel + ".0", status, "booted");
  }

  @Test
  void aKernelThatLostItIsTold() {
    CapabilityAnswers answers =
        new CapabilityAnswers(
            "map.ringbuf",
            List.of(
                answer("5.4", CapabilityStatus.FAIL),
                answer("5.10", CapabilityStatus.UNKNOWN),
                answer("6.1", CapabilityStatus.PASS),
                answer("6.12", CapabilityStatus.FAIL),
                answer("7.3", CapabilityStatus.PASS)));
    assertThat(answers.describe())
        .containsExactly(
            "map.ringbuf: 6.1 (6.1.0)",
            "  fail  5.4 (5.4.0), booted",
            "  unknown  5.10 (5.10.0), booted",
            "  pass  6.1 (6.1.0), booted",
            "  fail  6.12 (6.12.0), booted",
            "  pass  7.3 (7.3.0), booted",
            "not monotonic: 6.12 lacks it, and an older kernel has it");
    assertThat(new CapabilityAnswers("x", List.of()).describe())
        .containsExactly("x: none of 0 kernels has it");
  }
}
