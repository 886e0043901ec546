package io.packetframe.bench;

import io.packetframe.host.OperatingSystem;
import io.packetframe.monitor.Monitor;
import io.packetframe.monitor.MonitorPlatform;
import io.packetframe.monitor.MonitorPlatforms;
import io.packetframe.monitor.Waits;
import io.packetframe.sys.linux.LinuxSystem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;

/**
 * What monitors cost: a run of each program under {@code perf bench sched pipe} as the kernel takes
 * its time, beside one of a program that does nothing; how much longer a compilation takes; and a
 * frame, above an empty program. By turns. Prints tables; judges nothing. Needs root, {@code perf}
 * and the compiler that is given. Arguments: COMPILER SOURCES [ROUNDS].
 */
public final class MonitorBenchmark {
  private static final int DEFAULT_ROUNDS = 9;

  private MonitorBenchmark() {}

  /** Something to run while it measures. */
  @FunctionalInterface
  private interface Start {
    AutoCloseable start() throws Exception;
  }

  public static void main(String[] args) throws Exception {
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : DEFAULT_ROUNDS;
    MonitorPlatform platform = MonitorPlatforms.of(OperatingSystem.LINUX, LinuxSystem::syscalls);
    Map<String, Start> starts = new LinkedHashMap<>();
    starts.put("nothing", () -> () -> {});
    starts.put("empty program", () -> EmptyTracepoint.on("sched_switch"));
    starts.put("cpu --no-waits", () -> platform.cpu(Waits.LEFT_OUT));
    starts.put("cpu", () -> platform.cpu(Waits.MEASURED));
    switches(starts, rounds);
    compilations(new Compilation(args[0], args[1]), platform, rounds);
    FrameCost.print(rounds);
  }

  private static void switches(Map<String, Start> starts, int rounds) throws Exception {
    Map<String, List<Double>> operations = new LinkedHashMap<>();
    Map<String, List<Double>> runs = new LinkedHashMap<>();
    try (RunStatistics statistics = RunStatistics.on()) {
      for (int i = 0; i < rounds; i++) {
        for (Entry<String, Start> entry : starts.entrySet()) {
          try (AutoCloseable _ = entry.getValue().start()) {
            Map<String, RunStatistics.Runs> before = statistics.ofThisProcess();
            add(operations, entry.getKey(), PipeBench.nanosPerOperation());
            statistics
                .since(before)
                .forEach((name, nanos) -> add(runs, entry.getKey() + ": " + name, nanos));
          }
        }
      }
    }
    System.out.printf(Locale.ROOT, "%n%d rounds of perf bench sched pipe by turns; ns%n%n", rounds);
    operations.forEach((name, nanos) -> row("an operation, with " + name, nanos));
    runs.forEach((name, nanos) -> row("a run, " + name, nanos));
  }

  private static void compilations(Compilation compilation, MonitorPlatform platform, int rounds)
      throws Exception {
    List<Double> without = new ArrayList<>();
    List<Double> with = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    compilation.run();
    for (int i = 0; i < rounds; i++) {
      double alone = compilation.run();
      try (Monitor monitor = platform.cpu(Waits.MEASURED)) {
        double watched = compilation.run();
        monitor.read();
        ratios.add(watched / alone);
        with.add(watched / 1e6);
      }
      without.add(alone / 1e6);
    }
    System.out.printf(
        Locale.ROOT, "%n%s, %d rounds by turns; CPU time, ms%n%n", compilation, rounds);
    row("alone", without);
    row("with monitor cpu", with);
    row("ratio of neighbours", ratios);
  }

  private static void add(Map<String, List<Double>> all, String name, double value) {
    all.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
  }

  static void row(String name, List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "%-48s least %9.3f  median %9.3f  most %9.3f%n",
        name,
        sorted.getFirst(),
        sorted.get(sorted.size() / 2),
        sorted.getLast());
  }
}
