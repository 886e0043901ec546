package io.packetframe.sys.windows;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers as the public headers of eBPF for Windows have them; none is Linux's by chance. */
class EbpfNumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0, EBPF_SUCCESS (success)",
    "4, EBPF_INVALID_FD (invalid descriptor)",
    "6, EBPF_INVALID_ARGUMENT (invalid argument)",
    "12, EBPF_NO_MEMORY (no memory)",
    "18, EBPF_OPERATION_NOT_SUPPORTED (operation not supported)",
    "20, EBPF_ACCESS_DENIED (access denied)",
    "22, EBPF_ARITHMETIC_OVERFLOW (arithmetic overflow)",
    "25, EBPF_NO_MORE_KEYS (no more keys)",
    "34, EBPF_INVALID_STATE (invalid state)",
    "35, result 35",
    "-1, result -1"
  })
  void resultsHaveNames(int number, String text) {
    assertThat(EbpfResult.text(number)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "-2, ENOENT (no such object)",
    "-13, EACCES (permission denied)",
    "-130, EOPNOTSUPP (operation not supported)",
    "-95, errno 95"
  })
  void errnosAreThoseOfMicrosoftsLibrary(int answer, String text) {
    assertThat(EbpfErrno.text(answer)).isEqualTo(text);
  }

  @Test
  void mapTypesAreTheirOwn() {
    assertThat(EbpfMapType.LRU_HASH.number()).isEqualTo(8);
    assertThat(EbpfMapType.RINGBUF.number()).isEqualTo(13);
    assertThat(EbpfMapType.PERF_EVENT_ARRAY.number()).isEqualTo(14);
    assertThat(EbpfMapType.of(15)).isEqualTo(EbpfMapType.UNSPEC);
    assertThat(EbpfMapType.of(-1)).isEqualTo(EbpfMapType.UNSPEC);
  }
}
