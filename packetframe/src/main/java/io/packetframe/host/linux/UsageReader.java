package io.packetframe.host.linux;

import io.packetframe.host.CpuLoad;
import io.packetframe.host.DiskCounters;
import io.packetframe.host.DiskRate;
import io.packetframe.host.Fact;
import io.packetframe.host.NetworkRate;
import io.packetframe.host.Rates;
import io.packetframe.host.Traffic;
import io.packetframe.host.Usage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** How loaded the host is; keeps the previous sample, since which rates are taken. */
final class UsageReader {
  private static final String FIRST = "not yet: a rate needs two samples, and this is the first";

  private final HostFiles files;
  private final LongSupplier nanoTime;
  private Optional<Sample> previous = Optional.empty();

  UsageReader(HostFiles files, LongSupplier nanoTime) {
    this.files = files;
    this.nanoTime = nanoTime;
  }

  /** What is counted since the start of the machine, at one moment. */
  private record Sample(
      long nanos,
      Fact<CpuTimes> cpu,
      Fact<Map<String, Traffic>> network,
      Fact<List<DiskCounters>> disks) {}

  Usage read() {
    Sample sample =
        new Sample(
            nanoTime.getAsLong(),
            CpuTimes.read(files).fact(),
            TrafficTable.read(files).fact(),
            DiskStatistics.read(files).fact());
    Optional<Sample> before = previous;
    previous = Optional.of(sample);
    return new Usage(
        cpu(before, sample),
        LoadAverageFile.read(files).fact(),
        memoryShare(),
        PressureFile.read(files, "cpu").fact(),
        PressureFile.read(files, "memory").fact(),
        PressureFile.read(files, "io").fact(),
        network(before, sample),
        disks(before, sample),
        ProcessCount.read(files).fact());
  }

  private static Fact<CpuLoad> cpu(Optional<Sample> before, Sample now) {
    return now.cpu()
        .flatMap(
            times ->
                before.isPresent()
                    ? before.get().cpu().flatMap(times::loadSince)
                    : Fact.unknown(FIRST));
  }

  private static Fact<List<NetworkRate>> network(Optional<Sample> before, Sample now) {
    return now.network()
        .flatMap(
            traffic ->
                before.isPresent()
                    ? before
                        .get()
                        .network()
                        .flatMap(earlier -> rates(before.get(), now).network(earlier, traffic))
                    : Fact.unknown(FIRST));
  }

  private Fact<List<DiskRate>> disks(Optional<Sample> before, Sample now) {
    return now.disks()
        .flatMap(
            disks ->
                before.isPresent()
                    ? before
                        .get()
                        .disks()
                        .flatMap(
                            earlier ->
                                rates(before.get(), now).disks(earlier, disks, this::isHardware))
                    : Fact.unknown(FIRST));
  }

  /** Partitions and what is made of disks would count the same bytes a second time. */
  private boolean isHardware(String name) {
    return files.exists(BlockDevices.DIRECTORY + "/" + name.replace('/', '!') + "/device");
  }

  private static Rates rates(Sample before, Sample now) {
    return new Rates(now.nanos() - before.nanos());
  }

  private Fact<Double> memoryShare() {
    return MemoryInfo.read(files)
        .fact()
        .flatMap(
            info -> {
              long total = info.value("MemTotal").orElse(0L);
              Optional<Long> available = info.available(Optional.empty());
              return total <= 0 || available.isEmpty()
                  ? Fact.unknown("/proc/meminfo has no MemTotal or nothing of what is available")
                  : Fact.known((double) (total - available.get()) / total);
            });
  }
}
