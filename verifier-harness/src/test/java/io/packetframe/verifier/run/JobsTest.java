package io.packetframe.verifier.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobsTest {
  @ParameterizedTest
  @CsvSource({
    // processors, MiB that are free, guests
    "2, 24000, 2",
    "8, 24000, 8",
    "8, 4608, 3",
    "2, 1535, 1",
    "2, 0, 1",
    "1, 24000, 1"
  })
  void processorsAndMemoryBoundThem(int processors, long mebibytes, int guests) {
    assertThat(Jobs.of(processors, mebibytes << 20)).isEqualTo(new Jobs(guests));
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 1", "6, 1", "0, 2"})
  void fewKernelsShareAllOfThem(int kernels, int guests) {
    assertThat(new Jobs(2).perKernel(kernels)).isEqualTo(guests);
  }

  @Test
  void thereIsAtLeastOne() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Jobs(0));
    assertThat(Jobs.ofHost().count()).isPositive();
  }

  @Test
  void aRecordSaysWhereGuestsSharedTheHost() {
    assertThat(new Jobs(1).describe()).isEmpty();
    assertThat(new Jobs(2).describe()).isEqualTo(", 2 guests at a time");
  }
}
