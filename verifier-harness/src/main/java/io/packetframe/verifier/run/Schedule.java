package io.packetframe.verifier.run;

import io.packetframe.PacketFrameException;
import io.packetframe.record.AcceptanceRecord;
import io.packetframe.record.JsonReader;
import io.packetframe.verifier.kernel.KernelId;
import io.packetframe.verifier.report.KernelOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * In which order kernels are run, and what their guests share: those that took longest the last
 * time come first, so that at the end no long one runs alone. Who is not known may take any time,
 * and comes before all others.
 */
final class Schedule {
  private final Workspace workspace;

  Schedule(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Returns the same in the order in which to begin; what took equally long stays as it is. */
  <T> List<T> longestFirst(List<T> runs, Function<T, KernelId> kernel) {
    Map<T, Long> expected = new HashMap<>();
    runs.forEach(run -> expected.put(run, millis(kernel.apply(run))));
    return runs.stream()
        .sorted(Comparator.comparing(expected::get, Comparator.reverseOrder()))
        .toList();
  }

  private long millis(KernelId kernel) {
    try {
      Path outcome = workspace.outcome(kernel);
      if (Files.exists(outcome)) {
        return lastOf(KernelOutcome.fromJson(JsonReader.read(Files.readString(outcome))).ledger());
      }
      Path accepted = workspace.accepted(kernel);
      if (Files.exists(accepted)) {
        return lastOf(
            AcceptanceRecord.fromJson(JsonReader.read(Files.readString(accepted))).run().ledger());
      }
    } catch (IOException | PacketFrameException e) {
      // What an older version left, or a torn file: it only says when to begin.
    }
    return Long.MAX_VALUE;
  }

  /** Returns how long each test class took the last time; empty where nobody knows. */
  Map<String, Long> classMillis(KernelId kernel) {
    try {
      Path outcome = workspace.outcome(kernel);
      return Files.exists(outcome)
          ? KernelOutcome.fromJson(JsonReader.read(Files.readString(outcome))).classMillis()
          : Map.of();
    } catch (IOException | PacketFrameException e) {
      // As above: it only says who runs what.
      return Map.of();
    }
  }

  private static long lastOf(Map<String, Long> ledger) {
    return ledger.getOrDefault(Milestone.POWER_OFF.word(), Long.MAX_VALUE);
  }
}
