package io.packetframe.monitor.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What the kernel itself says that a CPU did, in ticks of 10 ms (proc(5)).
 *
 * @param busy with anything but waiting
 * @param all idle time too
 */
record ProcStat(long busy, long all) {
  private static final int IDLE = 3;
  private static final int WAITS_FOR_DISK = 4;
  private static final int STOLEN = 7;

  static ProcStat ofCpu(int cpu) throws IOException {
    String prefix = "cpu" + cpu + " ";
    String line =
        Files.readAllLines(Path.of("/proc/stat")).stream()
            .filter(each -> each.startsWith(prefix))
            .findFirst()
            .orElseThrow();
    long[] ticks =
        Arrays.stream(line.substring(prefix.length()).strip().split(" +", -1))
            .mapToLong(Long::parseLong)
            .toArray();
    // Guest time is in user time already.
    long all = Arrays.stream(ticks, 0, STOLEN + 1).sum();
    return new ProcStat(all - ticks[IDLE] - ticks[WAITS_FOR_DISK], all);
  }

  /** Returns the share of the time since then that the CPU was busy. */
  double busySince(ProcStat before) {
    return (double) (busy - before.busy) / Math.max(1, all - before.all);
  }
}
