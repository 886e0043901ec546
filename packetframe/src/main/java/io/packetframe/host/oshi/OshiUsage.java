package io.packetframe.host.oshi;

import io.packetframe.host.DiskCounters;
import io.packetframe.host.DiskRate;
import io.packetframe.host.Fact;
import io.packetframe.host.LoadAverages;
import io.packetframe.host.NetworkRate;
import io.packetframe.host.Pressure;
import io.packetframe.host.Rates;
import io.packetframe.host.Traffic;
import io.packetframe.host.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;
import oshi.hardware.HWDiskStore;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.software.os.OperatingSystem;

/** How loaded the host is; keeps the previous sample, since which rates are taken. */
final class OshiUsage {
  private static final String FIRST = "not yet: a rate needs two samples, and this is the first";

  private final Supplier<HardwareAbstractionLayer> hardware;
  private final Supplier<OperatingSystem> software;
  private final LongSupplier nanoTime;
  private Optional<Sample> previous = Optional.empty();

  OshiUsage(
      Supplier<HardwareAbstractionLayer> hardware,
      Supplier<OperatingSystem> software,
      LongSupplier nanoTime) {
    this.hardware = hardware;
    this.software = software;
    this.nanoTime = nanoTime;
  }

  private record Sample(
      long nanos, Ticks ticks, Map<String, Traffic> network, List<DiskCounters> disks) {}

  Usage read() {
    CentralProcessor processor = hardware.get().getProcessor();
    Sample now =
        new Sample(
            nanoTime.getAsLong(),
            new Ticks(processor.getSystemCpuLoadTicks(), processor.getProcessorCpuLoadTicks()),
            OshiNetwork.traffic(hardware.get().getNetworkIFs(true)),
            disks(hardware.get().getDiskStores()));
    Optional<Sample> before = previous;
    previous = Optional.of(now);
    Fact<Pressure> pressure = Fact.unknown("only Linux tells how long tasks waited for it");
    return new Usage(
        since(before).flatMap(earlier -> now.ticks().loadSince(earlier.ticks())),
        load(processor.getSystemLoadAverage(3)),
        memoryShare(hardware.get().getMemory()),
        pressure,
        pressure,
        pressure,
        since(before).flatMap(earlier -> network(earlier, now)),
        since(before).flatMap(earlier -> disks(earlier, now)),
        Told.small(software.get().getProcessCount(), "how many processes there are"));
  }

  private static Fact<Sample> since(Optional<Sample> before) {
    return before.map(Fact::known).orElseGet(() -> Fact.unknown(FIRST));
  }

  private static Fact<List<NetworkRate>> network(Sample before, Sample now) {
    return new Rates(now.nanos() - before.nanos()).network(before.network(), now.network());
  }

  private static Fact<List<DiskRate>> disks(Sample before, Sample now) {
    return new Rates(now.nanos() - before.nanos()).disks(before.disks(), now.disks(), _ -> true);
  }

  private static List<DiskCounters> disks(List<HWDiskStore> stores) {
    List<DiskCounters> disks = new ArrayList<>();
    for (HWDiskStore store : stores) {
      if (store.getReadBytes() >= 0 && store.getWriteBytes() >= 0 && store.getSize() > 0) {
        disks.add(
            new DiskCounters(
                store.getName(),
                store.getReadBytes(),
                store.getWriteBytes(),
                Fact.unknown(
                    "OSHI adds the times of requests, of which several may be under way")));
      }
    }
    return disks;
  }

  /** Windows has none: negative. */
  private static Fact<LoadAverages> load(double[] said) {
    for (double average : said) {
      if (!(average >= 0)) {
        return Fact.unknown("OSHI knows no load averages: it says " + average);
      }
    }
    return said.length < 3
        ? Fact.unknown("OSHI knows " + said.length + " of 3 load averages")
        : Fact.known(new LoadAverages(said[0], said[1], said[2]));
  }

  private static Fact<Double> memoryShare(GlobalMemory memory) {
    long total = memory.getTotal();
    long available = memory.getAvailable();
    return total <= 0 || available <= 0 || available > total
        ? Fact.unknown("OSHI says that " + available + " of " + total + " bytes are available")
        : Fact.known((double) (total - available) / total);
  }
}
