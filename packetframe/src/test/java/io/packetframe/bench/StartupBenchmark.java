package io.packetframe.bench;

import io.packetframe.testing.Peers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Whole-process wall time and peak memory of {@code packetframe feasibility} against {@code bpftool
 * feature probe -j}, interleaved in one run on one host. Prints a table; judges nothing.
 *
 * <p>{@code mvn verify -Pbench -DskipTests}, or with arguments: IMAGE [ROUNDS].
 */
public final class StartupBenchmark {
  private static final int DEFAULT_ROUNDS = 25;
  private static final int WARM_UP = 3;

  private StartupBenchmark() {}

  private record Subject(String name, List<String> command) {}

  private record Run(double milliseconds, long peakKilobytes) {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path launcher = Path.of(args[0], "bin", "packetframe");
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : DEFAULT_ROUNDS;
    List<Subject> subjects =
        List.of(
            new Subject("packetframe feasibility", List.of(launcher.toString(), "feasibility")),
            new Subject("packetframe --version", List.of(launcher.toString(), "--version")),
            new Subject("bpftool feature probe -j", bpftool()));
    List<List<Run>> runs = new ArrayList<>();
    subjects.forEach(_ -> runs.add(new ArrayList<>()));
    for (int round = -WARM_UP; round < rounds; round++) {
      for (int i = 0; i < subjects.size(); i++) {
        Run run = run(subjects.get(i));
        if (round >= 0) {
          runs.get(i).add(run);
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%n%d rounds, interleaved; whole process, wall time in ms; peak memory in MiB%n",
        rounds);
    System.out.printf(Locale.ROOT, "bpftool: %s%n%n", String.join(" ", subjects.get(2).command()));
    System.out.printf(
        Locale.ROOT, "%-26s %8s %8s %8s %8s%n", "command", "min", "median", "max", "peak");
    for (int i = 0; i < subjects.size(); i++) {
      print(subjects.get(i), runs.get(i));
    }
    double ratio = median(runs.get(0)) / median(runs.get(2));
    System.out.printf(Locale.ROOT, "%nmedian feasibility / median bpftool = %.2f%n%n", ratio);
  }

  private static void print(Subject subject, List<Run> runs) {
    double[] sorted = runs.stream().mapToDouble(Run::milliseconds).sorted().toArray();
    long peak = runs.stream().mapToLong(Run::peakKilobytes).max().orElse(0);
    System.out.printf(
        Locale.ROOT,
        "%-26s %8.1f %8.1f %8.1f %8.1f%n",
        subject.name(),
        sorted[0],
        median(runs),
        sorted[sorted.length - 1],
        peak / 1024.0);
  }

  private static double median(List<Run> runs) {
    double[] sorted = runs.stream().mapToDouble(Run::milliseconds).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /** The peer of {@code .github/setup --peers} where it was made, else this host's. */
  private static List<String> bpftool() {
    return Peers.areThere()
        ? List.of("chroot", Peers.root().toString(), "bpftool", "feature", "probe", "-j")
        : List.of("bpftool", "feature", "probe", "-j");
  }

  private static Run run(Subject subject) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("/usr/bin/time", "-f", "%M"));
    command.addAll(subject.command());
    Process process =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    long start = System.nanoTime();
    List<String> said =
        Arrays.asList(
            new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8)
                .strip()
                .split("\n", -1));
    process.waitFor();
    double milliseconds = (System.nanoTime() - start) / 1e6;
    // A program that cannot run must not look fast: 1 is our own "this host does not forward".
    if (process.exitValue() > 1) {
      throw new IOException(command + " ended with " + process.exitValue() + ": " + said);
    }
    return new Run(milliseconds, Long.parseLong(said.get(said.size() - 1)));
  }
}
