package io.packetframe.host.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.host.CpuLoad;
import io.packetframe.host.DiskRate;
import io.packetframe.host.Fact;
import io.packetframe.host.NetworkRate;
import io.packetframe.host.Usage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageTest {
  private static final Offset<Double> EXACTLY = Offset.offset(1e-9);
  @TempDir private Path root;
  private final AtomicLong clock = new AtomicLong();
  private InventoryTree tree;
  private UsageReader reader;

  @BeforeEach
  void firstMoment() throws IOException {
    tree = new InventoryTree(root);
    stat("cpu  100 0 50 850 0 0 0 0 40 0\ncpu0 50 0 25 425 0 0 0 0 40 0\ncpu1 50 0 25 425 0\n");
    network(1000, 10);
    disks(100, 50);
    tree.with("/sys/class/block/vda/device/model", "x").with("/proc/1/comm", "init\n");
    tree.with("/proc/loadavg", "0.52 0.58 0.59 3/602 12345\n");
    tree.with("/proc/pressure/cpu", "some avg10=42.05 avg60=37.23 avg300=56.19 total=1\n");
    reader = new UsageReader(tree.files(), clock::get);
  }

  @Test
  void theFirstSampleHasNoRates() {
    Usage usage = reader.read();
    assertThat(usage.cpu().reason().orElseThrow()).startsWith("not yet");
    assertThat(usage.network().reason().orElseThrow()).startsWith("not yet");
    assertThat(usage.disks().reason().orElseThrow()).startsWith("not yet");
    assertThat(usage.load().optional().orElseThrow().five()).isEqualTo(0.58);
    assertThat(usage.processes().optional()).contains(1);
    assertThat(usage.cpuPressure().optional().orElseThrow().some().ten()).isEqualTo(0.4205);
    assertThat(usage.cpuPressure().optional().orElseThrow().full()).isEmpty();
    assertThat(usage.ioPressure().reason().orElseThrow()).contains("/proc/pressure/io");
  }

  /** The guest column counts what the user column has already. */
  @Test
  void guestTimeCountsOnce() throws IOException {
    reader.read();
    clock.addAndGet(TimeUnit.SECONDS.toNanos(2));
    stat("cpu  140 0 50 910 0 0 0 0 80 0\ncpu0 90 0 25 425 0 0 0 0 80 0\ncpu1 50 0 25 485 0\n");
    CpuLoad load = reader.read().cpu().optional().orElseThrow();
    assertThat(load.all()).isEqualTo(0.4, EXACTLY);
    assertThat(load.each()).containsEntry(0, 1.0).containsEntry(1, 0.0);
  }

  @Test
  void ratesAreThoseOfTheTimeBetweenTwoSamples() throws IOException {
    reader.read();
    clock.addAndGet(TimeUnit.SECONDS.toNanos(2));
    network(5000, 30);
    disks(300, 1050);
    Usage usage = reader.read();
    assertThat(usage.network().optional().orElseThrow())
        .containsExactly(new NetworkRate("eth0", 2000, 0, 10, 0));
    assertThat(usage.disks().optional().orElseThrow())
        .as("the partition is a part of the disk")
        .containsExactly(new DiskRate("vda", 200 * 512 / 2.0, 0, Fact.known(0.5)));
    assertThat(usage.cpu().reason().orElseThrow())
        .as("its clock stood still")
        .startsWith("not yet");
  }

  @Test
  void aCounterThatWentBackHasNoRate() throws IOException {
    reader.read();
    clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
    network(10, 1);
    stat("cpu  100 0 50 950 0 0 0 0 40 0\ncpu0 5 0 2 42 0 0 0 0 0 0\ncpu1 50 0 25 525 0\n");
    Usage usage = reader.read();
    assertThat(usage.network().optional().orElseThrow()).isEmpty();
    assertThat(usage.cpu().optional().orElseThrow().each()).containsOnlyKeys(1);
  }

  @Test
  void brokenFilesAreUnknownAndNotZero() throws IOException {
    stat("cpu  x\n");
    tree.with("/proc/loadavg", "busy\n").with("/proc/net/dev", "a | b\nc\neth0: 1 2\n");
    tree.with("/proc/diskstats", "1 2 sda 3\n").with("/proc/pressure/cpu", "some avg60=1\n");
    reader.read();
    Usage usage = reader.read();
    assertThat(usage.cpu().optional()).isEmpty();
    assertThat(usage.load().optional()).isEmpty();
    assertThat(usage.network().reason().orElseThrow()).contains("/proc/net/dev");
    assertThat(usage.disks().reason().orElseThrow()).contains("/proc/diskstats");
    assertThat(usage.cpuPressure().optional()).isEmpty();
    assertThat(usage.memoryShare().optional()).isEmpty();
  }

  private void stat(String lines) throws IOException {
    tree.with("/proc/stat", lines + "intr 1 2 3\n");
  }

  private void network(long bytes, long packets) throws IOException {
    tree.with(
        "/proc/net/dev",
        "Inter-| Receive | Transmit\n face |bytes packets\n  eth0: "
            + bytes
            + " "
            + packets
            + " 0 0 0 0 0 0 7 7 0 0 0 0 0 0\n");
  }

  private void disks(long sectors, long millis) throws IOException {
    String counters = " 9 0 " + sectors + " 0 9 0 50 0 0 " + millis + " 0 0\n";
    tree.with("/proc/diskstats", "254 0 vda" + counters + "254 1 vda1" + counters);
  }
}
