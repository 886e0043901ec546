package io.packetframe.host.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.host.Memory;
import io.packetframe.host.MemoryLimit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "sysfs paths hold colons")
class MemoryTest {
  @TempDir private Path root;

  @Test
  void usedIsWhatIsNotAvailable() throws IOException {
    Memory memory = memory("inventory-server-amd64");
    assertThat(memory.totalBytes().optional()).contains(65_536_000L << 10);
    assertThat(memory.usedBytes().optional()).contains((65_536_000L - 49_152_000L) << 10);
    assertThat(memory.swapUsedBytes().optional()).contains(388_604L << 10);
  }

  @ParameterizedTest
  @CsvSource({
    "inventory-container-cgroup1, 2147483648, /sys/fs/cgroup/memory/memory.limit_in_bytes",
    "inventory-container-cgroup2, 1073741824, /sys/fs/cgroup/memory.max",
    "inventory-container-hybrid, 4294967296, /sys/fs/cgroup/memory/user.slice/memory.limit",
    "inventory-server-amd64, 34359738368, /sys/fs/cgroup/system.slice/memory.max"
  })
  void theLimitIsTheLowestOfAllAncestors(String tree, long bytes, String because)
      throws IOException {
    Memory memory = memory(tree);
    MemoryLimit limit = memory.limit().optional().orElseThrow();
    assertThat(limit.bytes()).hasValue(bytes);
    assertThat(limit.because()).startsWith(because);
    assertThat(memory.effectiveBytes().optional()).contains(bytes);
    assertThat(memory.totalBytes().optional().orElseThrow()).isGreaterThan(bytes);
  }

  @Test
  void theLargestNumberOfVersion1IsNoLimit() throws IOException {
    Memory memory = memory("inventory-vm-6.18-amd64");
    assertThat(memory.limit().optional().orElseThrow().bytes()).isEqualTo(OptionalLong.empty());
    assertThat(memory.effectiveBytes()).isEqualTo(memory.totalBytes());
  }

  @Test
  void withoutControlGroupsTheLimitIsNotKnown() throws IOException {
    Memory memory = memory("inventory-laptop-amd64");
    assertThat(memory.limit().optional()).isEmpty();
    assertThat(memory.effectiveBytes().reason().orElseThrow()).contains("mountinfo");
  }

  /** The sum of Linux 3.14, on numbers of a kernel before it. */
  @Test
  void availableIsReckonedWhereTheKernelDoesNotSayIt() throws IOException {
    Memory memory = memory("inventory-biglittle-arm64");
    long low = (22_528L << 10) * 5 / 4;
    long cache = 350_000L << 10;
    long slab = 40_000L << 10;
    assertThat(memory.availableBytes().optional())
        .contains((2_000_000L << 10) - low + cache - low + slab - Math.min(slab / 2, low));
  }

  @Test
  void aContainerSeesOnlyItsPartOfTheTree() {
    MountTable mounts =
        MountTable.parse(
                """
                1 0 0:1 /docker/a /cg rw - cgroup cgroup rw,memory
                2 0 0:2 / /cg2 rw - cgroup2 cgroup2 rw
                """)
            .orElseThrow();
    assertThat(
            Cgroups.parse("3:memory:/docker/a/b\n0::/../x\n", mounts).orElseThrow().directories())
        .containsExactly(List.of("/cg/b", "/cg"), List.of("/cg2"));
    assertThat(Cgroups.parse("3:memory:/docker/ab\n", mounts).orElseThrow().directories())
        .containsExactly(List.of("/cg"));
    assertThat(Cgroups.parse("nonsense\n", mounts)).isEmpty();
  }

  private Memory memory(String tree) throws IOException {
    return InventoryTree.of(tree, root).host().memory();
  }
}
