package io.packetframe.monitor.linux;

import io.packetframe.PacketFrameException;
import io.packetframe.host.linux.HostFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The numbers of the CPUs that there could be, in the order of the values of a per-CPU map. */
final class CpuNumbers {
  private static final String FILE = "/sys/devices/system/cpu/possible";

  /** No kernel is built for more. */
  private static final int MAX = 8192;

  private CpuNumbers() {}

  static List<Integer> possible(HostFiles files) throws PacketFrameException {
    return files
        .read(FILE)
        .parse(FILE, "list of CPUs", CpuNumbers::parse)
        .optional()
        .orElseThrow(() -> new PacketFrameException(FILE + " holds no list of CPUs"));
  }

  /** Parses the kernel's list format, e.g. {@code 0-3,8-11}. */
  static Optional<List<Integer>> parse(String text) {
    List<Integer> cpus = new ArrayList<>();
    for (String range : text.strip().split(",", -1)) {
      String[] ends = range.split("-", -1);
      try {
        int first = Integer.parseInt(ends[0]);
        int last = Integer.parseInt(ends[ends.length - 1]);
        if (ends.length > 2 || first < 0 || last < first || last >= MAX) {
          return Optional.empty();
        }
        for (int cpu = first; cpu <= last; cpu++) {
          cpus.add(cpu);
        }
      } catch (NumberFormatException _) {
        return Optional.empty();
      }
    }
    return Optional.of(cpus);
  }
}
