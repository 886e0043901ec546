package io.packetframe.host.linux;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code /proc/cpuinfo}, whose lines are different on each architecture.
 *
 * @param lines of each logical CPU, by its number: what stands before the colon, and behind it
 */
record CpuInfo(Map<Integer, Map<String, String>> lines) {
  private static final String PATH = "/proc/cpuinfo";

  static Reading<CpuInfo> read(HostFiles files) {
    return files.read(PATH).parse(PATH, "CPU", CpuInfo::parse);
  }

  static Optional<CpuInfo> parse(String text) {
    Map<Integer, Map<String, String>> lines = new TreeMap<>();
    Map<String, String> current = null;
    for (String line : text.split("\n", -1)) {
      int colon = line.indexOf(':');
      if (colon >= 0) {
        String name = line.substring(0, colon).strip();
        String value = line.substring(colon + 1).strip();
        // Not every architecture leaves a line empty between CPUs, but each begins with this.
        Optional<Long> number =
            name.equals("processor") ? Attributes.parseNatural(value) : Optional.empty();
        if (number.isPresent()) {
          current = new LinkedHashMap<>();
          lines.put(number.get().intValue(), current);
        } else if (current != null) {
          current.put(name, value);
        }
      } else if (line.isBlank()) {
        current = null;
      }
    }
    return lines.isEmpty() ? Optional.empty() : Optional.of(new CpuInfo(lines));
  }

  /** Returns a value of one CPU. */
  Optional<String> value(int cpu, String name) {
    return Optional.ofNullable(lines.getOrDefault(cpu, Map.of()).get(name))
        .filter(value -> !value.isEmpty());
  }

  /** Returns the number of the first CPU. */
  int first() {
    return lines.keySet().iterator().next();
  }

  /** Tells whether a CPU has a word among its flags. */
  boolean hasFlag(int cpu, String flag) {
    return (" " + value(cpu, "flags").orElse("") + " ").contains(" " + flag + " ");
  }
}
