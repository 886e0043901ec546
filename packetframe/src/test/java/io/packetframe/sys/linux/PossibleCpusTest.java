package io.packetframe.sys.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PossibleCpusTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"0; 1", "0-1; 2", "0-127; 128", "0-3,8-11; 8", "0,2,4-5; 4", "0-8191; 8192"})
  void countsTheBitsOfAList(String list, int count) {
    assertThat(PossibleCpus.parse(list + "\n")).isEqualTo(new PossibleCpus(count));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n", "-", "0-", "-3", "0,", "x", "3-1", "0-1,1", "1,0", "0-8192", "99999999"})
  void refusesWhatTheKernelNeverWrites(String list) {
    assertThatThrownBy(() -> PossibleCpus.parse(list)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void thisHostHasAtLeastTheOnesWeRunOn() throws IOException {
    assumeTrue(LinuxSystem.isLinux(), "this is not Linux");
    assertThat(PossibleCpus.ofThisHost().count())
        .isGreaterThanOrEqualTo(Runtime.getRuntime().availableProcessors());
  }
}
