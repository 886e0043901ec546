package io.packetframe.host.linux;

import io.packetframe.host.DiskCounters;
import io.packetframe.host.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code /proc/diskstats}: a line for each disk and partition. */
final class DiskStatistics {
  private static final String PATH = "/proc/diskstats";

  /** Of 512 bytes here, whatever the disk's own are (Documentation/admin-guide/iostats.rst). */
  private static final long SECTOR_BYTES = 512;

  private static final int COLUMNS = 14;

  private DiskStatistics() {}

  static Reading<List<DiskCounters>> read(HostFiles files) {
    return files.read(PATH).parse(PATH, "counters of disks", DiskStatistics::parse);
  }

  static Optional<List<DiskCounters>> parse(String text) {
    List<DiskCounters> disks = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      List<String> columns = Columns.of(line);
      if (columns.isEmpty()) {
        continue;
      }
      if (columns.size() < COLUMNS) {
        return Optional.empty();
      }
      Optional<Long> read = Attributes.parseNatural(columns.get(5));
      Optional<Long> written = Attributes.parseNatural(columns.get(9));
      Optional<Long> busy = Attributes.parseNatural(columns.get(12));
      if (read.isEmpty() || written.isEmpty() || busy.isEmpty()) {
        return Optional.empty();
      }
      disks.add(
          new DiskCounters(
              columns.get(2),
              read.get() * SECTOR_BYTES,
              written.get() * SECTOR_BYTES,
              Fact.known(busy.get())));
    }
    return Optional.of(disks);
  }
}
