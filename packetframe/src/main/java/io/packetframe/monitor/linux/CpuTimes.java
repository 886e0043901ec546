package io.packetframe.monitor.linux;

import io.packetframe.PacketFrameException;
import io.packetframe.bpf.PerCpuSum;
import io.packetframe.monitor.Measurement;
import io.packetframe.monitor.Unit;
import io.packetframe.monitor.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the blocks of {@code bpf/src/include/cpu_time.h} say about a moment. */
final class CpuTimes {
  private static final int ATTEMPTS = 100;
  private static final long RUNS_TASK = 1;
  private static final long RUNS_IDLE = 2;

  private final BlockLayout layout;
  private final boolean hasWaits;
  private final long start;

  /** Reads the blocks of all CPUs. */
  @FunctionalInterface
  interface Blocks {
    List<long[]> read() throws PacketFrameException;
  }

  /**
   * Makes one.
   *
   * @param start a moment before the programs were attached, by the clock of the kernel's monotonic
   *     time
   */
  CpuTimes(BlockLayout layout, boolean hasWaits, long start) {
    this.layout = layout;
    this.hasWaits = hasWaits;
    this.start = start;
  }

  /**
   * Reads until no block was taken in the middle of a switch.
   *
   * @throws PacketFrameException if that never comes to pass
   */
  List<long[]> settled(Blocks source) throws PacketFrameException {
    List<long[]> blocks = new ArrayList<>(source.read());
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<Integer> torn = new ArrayList<>();
      for (int i = 0; i < blocks.size(); i++) {
        if (number(blocks.get(i), "settled") != number(blocks.get(i), "switches")) {
          torn.add(i);
        }
      }
      if (torn.isEmpty()) {
        return blocks;
      }
      List<long[]> again = source.read();
      torn.forEach(i -> blocks.set(i, again.get(i)));
    }
    throw new PacketFrameException("the CPUs switch too often to read their times");
  }

  /** Returns what a CPU did up to now; nothing where it was not seen to switch. */
  List<Measurement> ofCpu(long[] block, int cpu, long now) {
    long since = number(block, "since_ns");
    if (since == 0) {
      return List.of();
    }
    long busy = number(block, "busy_ns");
    long idle = number(block, "idle_ns");
    // In a time namespace our clock is another than the kernel's: then the last switch stands.
    long running = since - start < 0 ? 0 : Math.max(0, now - since);
    if (number(block, "runs") == RUNS_TASK) {
      busy += running;
    } else if (number(block, "runs") == RUNS_IDLE) {
      idle += running;
    }
    Map<String, String> labels = Map.of("cpu", Integer.toString(cpu));
    return List.of(
        new Measurement("busy", labels, Unit.NANOSECONDS, new Value.Counter(busy)),
        new Measurement("idle", labels, Unit.NANOSECONDS, new Value.Counter(idle)),
        new Measurement(
            "switches", labels, Unit.NUMBER, new Value.Counter(number(block, "switches"))));
  }

  /** Returns the waits of all CPUs together. */
  List<Measurement> waits(List<long[]> blocks) {
    if (!hasWaits) {
      return List.of();
    }
    return layout.measurements(PerCpuSum.of(blocks), Map.of(), List.of()).stream()
        .filter(each -> each.name().startsWith("wait"))
        .toList();
  }

  private long number(long[] block, String member) {
    return layout.number(block, member);
  }
}
