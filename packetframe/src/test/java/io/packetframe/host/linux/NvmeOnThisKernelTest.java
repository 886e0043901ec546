package io.packetframe.host.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.host.BlockDevice;
import io.packetframe.host.Fact;
import io.packetframe.host.StorageKind;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.testing.KernelTest;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The health of the two NVMe disks that each guest of the harness has (verifier's Device). */
@KernelTest
class NvmeOnThisKernelTest {
  private static final String FINE = "packetframe-fine";
  private static final String WORN = "packetframe-worn";

  private final HostFiles files = HostFiles.ofThisHost();

  @Test
  void aDiskSaysWhatItWarnsOf() {
    assertThat(disk(FINE).health().optional().orElseThrow()).startsWith("no warning, worn ");
    assertThat(disk(WORN).health().optional().orElseThrow())
        .startsWith("warning: spare blocks run out; read only, worn ");
  }

  @Test
  void itIsOneDiskOfItsSize() {
    BlockDevice disk = disk(FINE);
    assertThat(disk.kind()).isEqualTo(Fact.known(StorageKind.NVME));
    assertThat(disk.bytes()).isEqualTo(Fact.known(64L << 20));
    assertThat(disk.identity().optional()).isPresent();
    assertThat(disk.identity()).isNotEqualTo(disk(WORN).identity());
  }

  private BlockDevice disk(String serial) {
    List<BlockDevice> found =
        LinuxHost.of(files, LinuxSystem::syscalls)
            .storage()
            .devices()
            .optional()
            .orElse(List.of())
            .stream()
            .filter(disk -> serial.equals(serialOf(disk)))
            .toList();
    Assumptions.assumeFalse(found.isEmpty(), () -> "there is no NVMe disk " + serial);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private String serialOf(BlockDevice disk) {
    return new Attributes(files)
        .text("/sys/class/block/" + disk.name() + "/device/serial")
        .optional()
        .orElse("");
  }
}
