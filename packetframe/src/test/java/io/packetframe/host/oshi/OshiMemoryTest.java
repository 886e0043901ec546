package io.packetframe.host.oshi;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.host.Memory;
import io.packetframe.host.OperatingSystem;
import java.util.Map;
import org.junit.jupiter.api.Test;
import oshi.hardware.GlobalMemory;
import oshi.hardware.VirtualMemory;

class OshiMemoryTest {
  private static final long GIB = 1L << 30;

  @Test
  void whatIsToldIsKnown() {
    Memory memory = memory(OperatingSystem.MACOS, 16 * GIB, 4 * GIB, 2 * GIB, GIB, 0);
    assertThat(memory.usedBytes().optional()).contains(12 * GIB);
    assertThat(memory.swapTotalBytes().optional()).contains(2 * GIB);
    assertThat(memory.swapUsedBytes().optional()).contains(GIB);
    assertThat(memory.effectiveBytes().optional()).as("no bound is told of").isEmpty();
  }

  @Test
  void zeroMemoryIsNone() {
    Memory memory = memory(OperatingSystem.FREEBSD, 0, 0, -1, 0, 0);
    assertThat(memory.totalBytes().reason().orElseThrow()).contains("it says 0");
    assertThat(memory.availableBytes().optional()).isEmpty();
    assertThat(memory.swapTotalBytes().reason().orElseThrow()).contains("-1");
    assertThat(memory.swapUsedBytes().optional()).isEmpty();
  }

  @Test
  void moreAvailableThanThereIsIsNoAnswer() {
    Memory memory = memory(OperatingSystem.NETBSD, GIB, 2 * GIB, GIB, 2 * GIB, 0);
    assertThat(memory.availableBytes().reason().orElseThrow()).contains("of " + GIB + " bytes");
    assertThat(memory.swapUsedBytes().optional()).isEmpty();
  }

  /** Some of OSHI's systems say 0 where the question failed. */
  @Test
  void noSwapIsOnlyKnownWhereAFailureLooksOtherwise() {
    assertThat(memory(OperatingSystem.OPENBSD, GIB, GIB, 0, 0, GIB).swapTotalBytes().reason())
        .isPresent();
    assertThat(memory(OperatingSystem.WINDOWS, GIB, GIB, 0, 0, GIB).swapTotalBytes().optional())
        .contains(0L);
    assertThat(memory(OperatingSystem.WINDOWS, GIB, GIB, 0, 0, 0).swapTotalBytes().reason())
        .isPresent();
  }

  /** The commit limit is memory and page files together. */
  @Test
  void pageFilesThatIncludeMemoryAreUnknown() {
    assertThat(
            memory(OperatingSystem.WINDOWS, 8 * GIB, GIB, 10 * GIB, 0, 10 * GIB)
                .swapTotalBytes()
                .reason()
                .orElseThrow())
        .contains("memory included");
    assertThat(
            memory(OperatingSystem.WINDOWS, 8 * GIB, GIB, 2 * GIB, 0, 10 * GIB)
                .swapTotalBytes()
                .optional())
        .contains(2 * GIB);
  }

  private static Memory memory(
      OperatingSystem system, long total, long available, long swap, long used, long limit) {
    VirtualMemory virtual =
        Saying.of(
            VirtualMemory.class,
            Map.of("getSwapTotal", swap, "getSwapUsed", used, "getVirtualMax", limit));
    return new OshiMemory(system)
        .of(
            Saying.of(
                GlobalMemory.class,
                Map.of("getTotal", total, "getAvailable", available, "getVirtualMemory", virtual)));
  }
}
