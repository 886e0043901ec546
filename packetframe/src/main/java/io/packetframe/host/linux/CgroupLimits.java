package io.packetframe.host.linux;

import io.packetframe.host.Fact;
import io.packetframe.host.MemoryLimit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The lowest limits of all control groups that hold this process. */
final class CgroupLimits {
  /** What version 1 says for no limit is the largest number of whole pages, whatever their size. */
  private static final long NO_LIMIT = Long.MAX_VALUE - (1 << 20);

  private final HostFiles files;
  private final Attributes attributes;
  private final Fact<Cgroups> groups;

  CgroupLimits(HostFiles files) {
    this.files = files;
    this.attributes = new Attributes(files);
    this.groups = Cgroups.read(files).fact();
  }

  /**
   * A bound on CPUs.
   *
   * @param count above 0
   * @param file what sets it
   */
  record CpuBound(double count, String file) {}

  Fact<MemoryLimit> memory() {
    return groups.map(this::memory);
  }

  private MemoryLimit memory(Cgroups held) {
    long lowest = NO_LIMIT;
    String because = "no control group sets a bound";
    for (List<String> hierarchy : held.directories()) {
      for (String directory : hierarchy) {
        for (String name : List.of("/memory.max", "/memory.limit_in_bytes")) {
          // "max" is no number: no limit here.
          long bytes = attributes.natural(directory + name).optional().orElse(NO_LIMIT);
          if (bytes < lowest) {
            lowest = bytes;
            because = directory + name;
          }
        }
      }
    }
    return new MemoryLimit(
        lowest < NO_LIMIT ? OptionalLong.of(lowest) : OptionalLong.empty(), because);
  }

  /** Returns the lowest bound of quotas and CPU sets; empty if there is none. */
  Fact<Optional<CpuBound>> cpus() {
    return groups.map(this::cpus);
  }

  private Optional<CpuBound> cpus(Cgroups held) {
    Optional<CpuBound> lowest = Optional.empty();
    for (List<String> hierarchy : held.directories()) {
      for (String directory : hierarchy) {
        lowest = lower(lowest, quota(directory + "/cpu.max"));
        lowest = lower(lowest, oldQuota(directory));
        lowest = lower(lowest, set(directory + "/cpuset.cpus.effective"));
        lowest = lower(lowest, set(directory + "/cpuset.effective_cpus"));
      }
    }
    return lowest;
  }

  /** Reads {@code 50000 100000}: microseconds of each period, or {@code max}. */
  private Optional<CpuBound> quota(String path) {
    List<String> words = Columns.of(files.read(path).optional().orElse(""));
    return words.size() == 2
        ? share(Attributes.parseNatural(words.get(0)), Attributes.parseNatural(words.get(1)), path)
        : Optional.empty();
  }

  private Optional<CpuBound> oldQuota(String directory) {
    String path = directory + "/cpu.cfs_quota_us";
    // No quota is -1, and no natural number.
    return share(
        attributes.natural(path).optional(),
        attributes.natural(directory + "/cpu.cfs_period_us").optional(),
        path);
  }

  private static Optional<CpuBound> share(
      Optional<Long> quota, Optional<Long> period, String path) {
    return quota.isPresent() && period.isPresent() && quota.get() > 0 && period.get() > 0
        ? Optional.of(new CpuBound((double) quota.get() / period.get(), path))
        : Optional.empty();
  }

  private Optional<CpuBound> set(String path) {
    return attributes
        .cpus(path)
        .optional()
        .filter(cpus -> !cpus.isEmpty())
        .map(cpus -> new CpuBound(cpus.size(), path));
  }

  private static Optional<CpuBound> lower(Optional<CpuBound> one, Optional<CpuBound> other) {
    return one.isEmpty() || (other.isPresent() && other.get().count() < one.get().count())
        ? other
        : one;
  }
}
