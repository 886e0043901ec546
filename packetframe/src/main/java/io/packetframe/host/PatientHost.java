package io.packetframe.host;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A host whose answers are waited for only so long, and whose failures are reasons.
 *
 * <p>Each question is asked in a thread of its own, which does not keep the process alive. One that
 * has no answer yet is not asked a second time: the next call waits for that answer again.
 */
public final class PatientHost implements HostPlatform {
  private final HostPlatform host;
  private final Duration patience;
  private final Question<Cpu> cpu = new Question<>("processors", UnknownHost::cpu);
  private final Question<Fact<List<Gpu>>> gpus = new Question<>("graphics", UnknownHost::gpus);
  private final Question<Memory> memory = new Question<>("memory", UnknownHost::memory);
  private final Question<Storage> storage = new Question<>("storage", UnknownHost::storage);
  private final Question<Fact<List<NetworkAdapter>>> network =
      new Question<>("network", UnknownHost::network);
  private final Question<Usage> usage = new Question<>("load", UnknownHost::usage);

  /** Makes a host that waits so long for each answer of another one. */
  public PatientHost(HostPlatform host, Duration patience) {
    this.host = host;
    this.patience = patience;
  }

  @Override
  public Cpu cpu() {
    return cpu.ask(host::cpu);
  }

  @Override
  public Fact<List<Gpu>> gpus() {
    return gpus.ask(host::gpus);
  }

  @Override
  public Memory memory() {
    return memory.ask(host::memory);
  }

  @Override
  public Storage storage() {
    return storage.ask(host::storage);
  }

  @Override
  public Fact<List<NetworkAdapter>> network() {
    return network.ask(host::network);
  }

  @Override
  public Usage usage() {
    return usage.ask(host::usage);
  }

  private final class Question<T> {
    private final String about;
    private final Function<UnknownHost, T> unknown;
    private Optional<FutureTask<T>> pending = Optional.empty();

    Question(String about, Function<UnknownHost, T> unknown) {
      this.about = about;
      this.unknown = unknown;
    }

    T ask(Supplier<T> question) {
      FutureTask<T> answer = pending.orElseGet(() -> start(question));
      pending = Optional.of(answer);
      try {
        T found = answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        pending = Optional.empty();
        return found;
      } catch (TimeoutException e) {
        return unknown("no answer about " + about + " within " + patience.toMillis() + " ms");
      } catch (ExecutionException e) {
        pending = Optional.empty();
        return unknown("the question about " + about + " failed: " + e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return unknown("the answer about " + about + " was not waited for: interrupted");
      }
    }

    private FutureTask<T> start(Supplier<T> question) {
      FutureTask<T> task = new FutureTask<>(question::get);
      Thread.ofPlatform().daemon().name("host " + about).start(task);
      return task;
    }

    private T unknown(String reason) {
      return unknown.apply(new UnknownHost(reason));
    }
  }
}
