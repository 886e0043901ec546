package io.packetframe.host.oshi;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.host.DiskRate;
import io.packetframe.host.Usage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;
import oshi.hardware.HWDiskStore;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.software.os.OperatingSystem;

class OshiUsageTest {
  private final Map<String, Object> processor = new HashMap<>();
  private final Map<String, Object> disk = new HashMap<>();
  private final Map<String, Object> hardware = new HashMap<>();
  private final Map<String, Object> software = new HashMap<>();
  private final AtomicLong clock = new AtomicLong();
  private final OshiUsage usage =
      new OshiUsage(
          () -> Saying.of(HardwareAbstractionLayer.class, hardware),
          () -> Saying.of(OperatingSystem.class, software),
          clock::get);

  @BeforeEach
  void firstMoment() {
    ticks(100, 900);
    processor.put("getSystemLoadAverage", new double[] {0.5, 1, 2});
    hardware.put("getProcessor", Saying.of(CentralProcessor.class, processor));
    hardware.put(
        "getMemory",
        Saying.of(GlobalMemory.class, Map.of("getTotal", 1000L, "getAvailable", 250L)));
    hardware.put("getNetworkIFs", List.of());
    disk.putAll(Map.of("getName", "ada0", "getSize", 1L, "getReadBytes", 0L, "getWriteBytes", 0L));
    hardware.put("getDiskStores", List.of(Saying.of(HWDiskStore.class, disk)));
    software.put("getProcessCount", 42);
  }

  @Test
  void ratesNeedTwoSamples() {
    Usage first = usage.read();
    assertThat(first.cpu().reason().orElseThrow()).startsWith("not yet");
    assertThat(first.disks().reason().orElseThrow()).startsWith("not yet");
    assertThat(first.network().reason().orElseThrow()).startsWith("not yet");
    assertThat(first.load().optional().orElseThrow().fifteen()).isEqualTo(2);
    assertThat(first.memoryShare().optional()).contains(0.75);
    assertThat(first.processes().optional()).contains(42);
    assertThat(first.ioPressure().optional()).isEmpty();
    clock.addAndGet(2_000_000_000L);
    ticks(130, 970);
    disk.put("getReadBytes", 4096L);
    Usage second = usage.read();
    assertThat(second.cpu().optional().orElseThrow().all()).isEqualTo(0.3);
    assertThat(second.cpu().optional().orElseThrow().each()).containsEntry(0, 0.3);
    List<DiskRate> disks = second.disks().optional().orElseThrow();
    assertThat(disks.getFirst().readBytes()).isEqualTo(2048);
    assertThat(disks.getFirst().busyShare().reason()).isPresent();
  }

  /** Windows' performance counters can be off, or have names of another language. */
  @Test
  void ticksThatAreAllZeroAreNoLoad() {
    ticks(0, 0);
    usage.read();
    clock.addAndGet(1_000_000_000L);
    assertThat(usage.read().cpu().reason().orElseThrow()).contains("counters are off");
  }

  @Test
  void aClockThatStoodStillIsNotYet() {
    usage.read();
    assertThat(usage.read().cpu().reason().orElseThrow()).startsWith("not yet");
  }

  @Test
  void sentinelsAreUnknown() {
    processor.put("getSystemLoadAverage", new double[] {-1, -1, -1});
    hardware.put(
        "getMemory", Saying.of(GlobalMemory.class, Map.of("getTotal", 0L, "getAvailable", 0L)));
    software.put("getProcessCount", 0);
    Usage first = usage.read();
    assertThat(first.load().reason().orElseThrow()).contains("-1");
    assertThat(first.memoryShare().optional()).isEmpty();
    assertThat(first.processes().optional()).isEmpty();
    processor.put("getSystemLoadAverage", new double[] {Double.NaN, 1, 1});
    assertThat(usage.read().load().optional()).isEmpty();
    processor.put("getSystemLoadAverage", new double[] {1});
    assertThat(usage.read().load().optional()).isEmpty();
  }

  private void ticks(long user, long idle) {
    long[] ticks = {user, 0, 0, idle, 0, 0, 0, 0};
    processor.put("getSystemCpuLoadTicks", ticks);
    processor.put("getProcessorCpuLoadTicks", new long[][] {ticks});
  }
}
