package io.packetframe.host.linux;

import io.packetframe.host.Fact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Asks file systems or devices that may never answer, and waits for a bounded time for all of them
 * together.
 *
 * <p>Each is asked in a thread of its own, which does not keep the process alive. One that still
 * waits is not asked a second time, so that there are never more threads than are asked.
 */
final class Patience<T> {
  private final String question;
  private final Function<String, Fact<T>> source;
  private final long patienceNanos;
  private final Map<String, FutureTask<Fact<T>>> asked = new HashMap<>();

  /**
   * Makes one that asks in that way.
   *
   * @param question a word for it
   */
  Patience(String question, Function<String, Fact<T>> source, int patienceMillis) {
    this.question = question;
    this.source = source;
    this.patienceNanos = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
  }

  /** Returns one answer for each name, in their order. */
  List<Fact<T>> of(List<String> names) {
    for (String name : names) {
      if (!asked.containsKey(name)) {
        FutureTask<Fact<T>> task = new FutureTask<>(() -> source.apply(name));
        asked.put(name, task);
        Thread.ofPlatform().daemon().name(question + " " + name).start(task);
      }
    }
    long end = System.nanoTime() + patienceNanos;
    List<Fact<T>> answers = new ArrayList<>();
    for (String name : names) {
      answers.add(answer(name, end));
    }
    return answers;
  }

  private Fact<T> answer(String name, long end) {
    FutureTask<Fact<T>> task = asked.get(name);
    if (task == null) {
      return Fact.unknown(name + " is listed twice");
    }
    try {
      Fact<T> answer = task.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      asked.remove(name);
      return answer;
    } catch (TimeoutException e) {
      return Fact.unknown(
          name + " did not answer within " + TimeUnit.NANOSECONDS.toMillis(patienceNanos) + " ms");
    } catch (ExecutionException e) {
      asked.remove(name);
      return Fact.unknown(name + ": " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Fact.unknown(name + " was not waited for: interrupted");
    }
  }
}
