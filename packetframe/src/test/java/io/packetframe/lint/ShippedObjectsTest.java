package io.packetframe.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.elf.ObjectFile;
import io.packetframe.spec.ObjectSpec;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The objects of the product load on the oldest kernel, as far as can be told without one. */
class ShippedObjectsTest {
  private static final int HALF_OF_THE_STACK = 256;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xdp_pass",
        "fast_path",
        "fast_path_two_stage",
        "monitor_cpu",
        "monitor_cpu_kprobe",
        "monitor_net",
        "monitor_memory",
        "monitor_lsm"
      })
  void nothingInThemIsNewerThanTheOldestKernel(String name) throws Exception {
    for (ProgramReport report : ObjectLint.of(object(name))) {
      assertThat(report.findings()).as(name + ": " + report.program()).isEmpty();
      assertThat(report.since()).contains(KernelLine.OLDEST);
      assertThat(report.stackBytes()).isLessThanOrEqualTo(HALF_OF_THE_STACK);
    }
  }

  static ObjectSpec object(String name) throws Exception {
    String resource = "/io/packetframe/bpf/objects/" + name + ".bpf.o";
    try (InputStream content =
        Objects.requireNonNull(ShippedObjectsTest.class.getResourceAsStream(resource), resource)) {
      return ObjectFile.parse(content.readAllBytes());
    }
  }
}
