package io.packetframe.host.linux;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /proc/meminfo}.
 *
 * @param bytes by the names of the lines
 */
record MemoryInfo(Map<String, Long> bytes) {
  private static final String PATH = "/proc/meminfo";

  MemoryInfo {
    bytes = Map.copyOf(bytes);
  }

  static Reading<MemoryInfo> read(HostFiles files) {
    return files.read(PATH).parse(PATH, "memory", MemoryInfo::parse);
  }

  static Optional<MemoryInfo> parse(String text) {
    Map<String, Long> bytes = new HashMap<>();
    for (String line : text.split("\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.endsWith(" kB")) {
        kibibytes(line.substring(colon + 1))
            .ifPresent(value -> bytes.put(line.substring(0, colon), value));
      }
    }
    return bytes.isEmpty() ? Optional.empty() : Optional.of(new MemoryInfo(bytes));
  }

  Optional<Long> value(String name) {
    return Optional.ofNullable(bytes.get(name));
  }

  /**
   * Returns what could still be got without swapping: the kernel's own figure, or, before Linux
   * 3.14, the same sum: free pages and what the caches would give up, less what the kernel keeps.
   *
   * @param kept {@code vm.min_free_kbytes} in bytes, where it could be read
   */
  Optional<Long> available(Optional<Long> kept) {
    if (value("MemAvailable").isPresent() || value("MemFree").isEmpty()) {
      return value("MemAvailable");
    }
    long low = kept.orElse(0L) * 5 / 4;
    long cache = value("Active(file)").orElse(0L) + value("Inactive(file)").orElse(0L);
    long slab = value("SReclaimable").orElse(0L);
    long sum =
        value("MemFree").orElse(0L)
            - low
            + cache
            - Math.min(cache / 2, low)
            + slab
            - Math.min(slab / 2, low);
    return Optional.of(Math.max(0, sum));
  }

  /** Reads {@code 1024 kB}. */
  static Optional<Long> kibibytes(String text) {
    String number = text.strip();
    if (number.endsWith(" kB")) {
      number = number.substring(0, number.length() - 3);
    }
    return Attributes.parseNatural(number)
        .filter(value -> value <= Long.MAX_VALUE >> 10)
        .map(value -> value << 10);
  }
}
