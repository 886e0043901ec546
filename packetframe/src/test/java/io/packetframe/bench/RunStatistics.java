package io.packetframe.bench;

import io.packetframe.bpf.ProgramInfo;
import io.packetframe.sys.linux.LinuxSystem;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The kernel's own measure of each program's runs, switched on for as long as this is open. */
final class RunStatistics implements AutoCloseable {
  private static final Path SWITCH = Path.of("/proc/sys/kernel/bpf_stats_enabled");

  private final String before;

  /** What one program took. */
  record Runs(long nanos, long count) {}

  private RunStatistics(String before) {
    this.before = before;
  }

  static RunStatistics on() throws IOException {
    RunStatistics statistics = new RunStatistics(Files.readString(SWITCH));
    Files.writeString(SWITCH, "1");
    return statistics;
  }

  /** Returns the runs of each program that this process holds, by its name. */
  Map<String, Runs> ofThisProcess() throws Exception {
    Map<String, Runs> all = new HashMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc/self/fdinfo"))) {
      for (Path file : files) {
        int id = programId(file);
        if (id != 0) {
          ProgramInfo info = ProgramInfo.of(LinuxSystem.syscalls(), id);
          all.put(info.name(), new Runs(info.runTimeNanos(), info.runCount()));
        }
      }
    }
    return all;
  }

  /** Returns what a run of each program that ran took since, in ns. */
  Map<String, Double> since(Map<String, Runs> before) throws Exception {
    Map<String, Double> all = new TreeMap<>();
    ofThisProcess()
        .forEach(
            (name, runs) -> {
              Runs old = before.getOrDefault(name, new Runs(0, 0));
              if (runs.count() > old.count()) {
                all.put(name, (double) (runs.nanos() - old.nanos()) / (runs.count() - old.count()));
              }
            });
    return all;
  }

  /** Links name their program too, but not its type. */
  private static int programId(Path file) throws IOException {
    int id = 0;
    boolean isProgram = false;
    try {
      for (String line : Files.readAllLines(file)) {
        isProgram |= line.startsWith("prog_type:");
        if (line.startsWith("prog_id:")) {
          id = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
        }
      }
    } catch (NoSuchFileException _) {
      // That of the directory itself, closed by now.
    }
    return isProgram ? id : 0;
  }

  @Override
  public void close() throws IOException {
    Files.writeString(SWITCH, before);
  }
}
