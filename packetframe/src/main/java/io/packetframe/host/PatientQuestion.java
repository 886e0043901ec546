package io.packetframe.host;

import io.packetframe.sys.LinkFailure;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A question whose answer is waited for only so long, and whose failure is a reason.
 *
 * <p>It is asked in a thread of its own, which does not keep the process alive. While there is no
 * answer it is not asked a second time: the next call waits for the first one's answer again. Of
 * one thread.
 */
public final class PatientQuestion<T> {
  private final String about;
  private final Duration patience;
  private Optional<FutureTask<T>> pending = Optional.empty();

  /**
   * Makes a question.
   *
   * @param about for reasons: what it is about
   * @param patience how long one call waits
   */
  public PatientQuestion(String about, Duration patience) {
    this.about = about;
    this.patience = patience;
  }

  /** Returns the answer; where there is none, what the other function makes of the reason. */
  public T ask(Supplier<T> question, Function<String, T> otherwise) {
    FutureTask<T> answer = pending.orElseGet(() -> start(question));
    pending = Optional.of(answer);
    try {
      T found = answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      pending = Optional.empty();
      return found;
    } catch (TimeoutException e) {
      return otherwise.apply("no answer about " + about + " within " + patience.toMillis() + " ms");
    } catch (ExecutionException e) {
      pending = Optional.empty();
      return otherwise.apply(
          "the question about "
              + about
              + " failed: "
              + LinkFailure.sentence(Objects.requireNonNullElse(e.getCause(), e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return otherwise.apply("the answer about " + about + " was not waited for: interrupted");
    }
  }

  private FutureTask<T> start(Supplier<T> question) {
    FutureTask<T> task = new FutureTask<>(question::get);
    Thread.ofPlatform().daemon().name("question about " + about).start(task);
    return task;
  }
}
