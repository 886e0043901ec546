package io.packetframe.host.linux;

import io.packetframe.host.Fact;
import io.packetframe.host.Space;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks file systems that may never answer, and waits for a bounded time for all of them together.
 *
 * <p>Each is asked in a thread of its own, which does not keep the process alive. One that still
 * waits is not asked a second time, so that there are never more threads than mounts.
 */
final class PatientSpace {
  private final SpaceSource source;
  private final long patienceNanos;
  private final Map<String, FutureTask<Fact<Space>>> asked = new HashMap<>();

  PatientSpace(SpaceSource source, int patienceMillis) {
    this.source = source;
    this.patienceNanos = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
  }

  /** Returns one answer for each mount point, in their order. */
  List<Fact<Space>> of(List<String> mountPoints) {
    for (String mountPoint : mountPoints) {
      if (!asked.containsKey(mountPoint)) {
        FutureTask<Fact<Space>> question = new FutureTask<>(() -> source.of(mountPoint));
        asked.put(mountPoint, question);
        Thread.ofPlatform().daemon().name("statfs " + mountPoint).start(question);
      }
    }
    long end = System.nanoTime() + patienceNanos;
    List<Fact<Space>> answers = new ArrayList<>();
    for (String mountPoint : mountPoints) {
      answers.add(answer(mountPoint, end));
    }
    return answers;
  }

  private Fact<Space> answer(String mountPoint, long end) {
    FutureTask<Fact<Space>> question = asked.get(mountPoint);
    if (question == null) {
      return Fact.unknown(mountPoint + " is listed twice");
    }
    try {
      Fact<Space> answer = question.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      asked.remove(mountPoint);
      return answer;
    } catch (TimeoutException e) {
      return Fact.unknown(
          mountPoint
              + " did not answer within "
              + TimeUnit.NANOSECONDS.toMillis(patienceNanos)
              + " ms");
    } catch (ExecutionException e) {
      asked.remove(mountPoint);
      return Fact.unknown(mountPoint + ": " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Fact.unknown(mountPoint + " was not waited for: interrupted");
    }
  }
}
