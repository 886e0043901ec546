package io.packetframe.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.sys.linux.PageSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sizes of maps that depend on the machine. */
class FittingEntriesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 4096, 0",
    "1, 4096, 4096",
    "4096, 4096, 4096",
    "4097, 4096, 8192",
    "5000, 65536, 65536",
    "196608, 65536, 262144",
    "1073741824, 4096, 1073741824",
    "1073741825, 4096, 1073741825",
    "-1, 4096, -1",
  })
  void aRingBufferHasAPowerOfTwoOfWholePages(int bytes, int page, int expected) {
    assertThat(FittingEntries.wholePages(bytes, new PageSize(page))).isEqualTo(expected);
  }

  @Test
  void aSizeThatAnObjectGivesIsKept() {
    assertThat(FittingEntries.of(new MapSpec("m", MapType.HASH, 4, 4, 5000, 0))).isEqualTo(5000);
    assertThat(FittingEntries.of(new MapSpec("m", MapType.HASH, 4, 4, 0, 0))).isZero();
    assertThat(FittingEntries.of(new MapSpec("m", MapType.PERF_EVENT_ARRAY, 4, 4, 3, 0)))
        .isEqualTo(3);
  }
}
