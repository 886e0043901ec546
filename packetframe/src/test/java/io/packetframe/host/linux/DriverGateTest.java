package io.packetframe.host.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.host.linux.Reading.Present;
import io.packetframe.host.linux.Reading.Unreadable;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriverGateTest {

  @ParameterizedTest
  @CsvSource({
    "rvu_nicpf, 5.15.72-ui-cn9670, false",
    "rvu-nicpf, 5.15.72-ui-cn9670, false",
    "rvu_nicpf, 6.7.12, false",
    "rvu_nicpf, 6.8.0, true",
    "rvu-nicpf, 6.10, true",
    "rvu_nicpf, 7.0, true",
    "rvu_nicvf, 5.15, true",
    "ixgbe, 5.15, true",
    ", 5.15, true",
  })
  void judges(String driver, String release, boolean isSafe) {
    Reading<KernelRelease> kernel = new Present<>(KernelRelease.parse(release).orElseThrow());
    DriverGate gate = DriverGate.judge(Optional.ofNullable(driver), kernel);
    assertThat(gate.refusal().isEmpty()).isEqualTo(isSafe);
  }

  @Test
  void aKernelThatCannotBeReadIsUnsafe() {
    Reading<KernelRelease> release =
        new Unreadable<>("/proc/sys/kernel/osrelease", "holds no kernel release");
    assertThat(DriverGate.judge(Optional.of("rvu_nicpf"), release).refusal().orElseThrow())
        .endsWith("(/proc/sys/kernel/osrelease: holds no kernel release)");
    assertThat(DriverGate.judge(Optional.of("ixgbe"), release)).isEqualTo(new DriverGate.Safe());
  }

  @Test
  void saysWhatAndWhy() {
    Reading<KernelRelease> release = new Present<>(new KernelRelease("6.1.0", 6, 1));
    assertThat(DriverGate.judge(Optional.of("rvu_nicpf"), release).refusal())
        .contains(
            "driver rvu_nicpf corrupts frames and can panic the kernel in native XDP before Linux"
                + " 6.8 (this is 6.1.0)");
  }
}
