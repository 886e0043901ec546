package io.packetframe.verifier.vm;

import io.packetframe.verifier.vm.Ending.Crashed;
import io.packetframe.verifier.vm.Ending.OutOfTime;
import io.packetframe.verifier.vm.Ending.PoweredOff;
import io.packetframe.verifier.vm.Ending.QemuFailed;
import io.packetframe.verifier.vm.Ending.Silent;
import io.packetframe.verifier.vm.Ending.TooMuch;
import io.packetframe.verifier.vm.VmEvent.ConsoleLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One machine from its start to its end. The caller's thread sees every event in order; the machine
 * ends within its {@link Limits}, whatever the guest does.
 */
public final class VirtualMachine {
  /** After a fault the kernel still prints its call trace, which people will want to read. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final Path errors;
  private final Limits limits;
  private final Consumer<VmEvent> listener;
  private final ConsoleLog console = new ConsoleLog(2_000, 2_000);
  private final BlockingQueue<ConsoleLine> lines = new LinkedBlockingQueue<>(10_000);
  private final long start = System.nanoTime();
  private Duration lastSign = Duration.ZERO;
  private boolean booted;
  private @Nullable ConsoleFault fault;
  private Duration faultAt = Duration.ZERO;
  private final StackReader stack = new StackReader();

  private VirtualMachine(Path errors, Limits limits, Consumer<VmEvent> listener) {
    this.errors = errors;
    this.limits = limits;
    this.listener = listener;
  }

  /**
   * Runs a machine to its end.
   *
   * @param command QEMU with its arguments
   * @param results the file behind the guest's second port, made anew
   * @param errors the file that takes QEMU's own complaints
   * @param listener sees each event, the last a {@link VmEvent.Ended}
   * @return the console
   */
  public static ConsoleLog run(
      List<String> command, Path results, Path errors, Limits limits, Consumer<VmEvent> listener)
      throws IOException {
    Files.deleteIfExists(results);
    VirtualMachine machine = new VirtualMachine(errors, limits, listener);
    MortalProcess qemu = MortalProcess.start(command, errors);
    try (ResultTail tail = new ResultTail(results)) {
      listener.accept(new VmEvent.Started(machine.now(), qemu.process().pid()));
      Ending ending = machine.watch(qemu.process(), tail);
      listener.accept(new VmEvent.Ended(machine.now(), ending));
      return machine.console;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a guest was running", e);
    } finally {
      qemu.end();
    }
  }

  /**
   * Runs a machine whose console is our own input and output, for a person; without limits.
   *
   * @return QEMU's exit status
   */
  public static int attach(List<String> command) throws IOException {
    MortalProcess qemu = MortalProcess.attached(command);
    try {
      return qemu.process().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a guest was running", e);
    } finally {
      qemu.end();
    }
  }

  private Ending watch(Process qemu, ResultTail tail) throws IOException, InterruptedException {
    ConsoleReader reader =
        new ConsoleReader(qemu.getInputStream(), limits.consoleBytes(), this::now, lines::put);
    Thread reading = Thread.ofVirtual().name("console").start(reader);
    while (true) {
      // In this order: what QEMU wrote before its end is read once more after its end was seen.
      boolean alive = qemu.isAlive() || reading.isAlive();
      boolean heard = tail.read(now(), listener);
      heard |= takeLines(alive);
      if (heard) {
        booted = true;
        lastSign = now();
      } else if (!alive) {
        return fault == null ? ended(qemu) : crashed(fault);
      }
      Optional<Ending> exceeded = exceeded(reader, tail);
      if (exceeded.isPresent()) {
        return exceeded.get();
      }
    }
  }

  private boolean takeLines(boolean alive) throws InterruptedException {
    ConsoleLine line = lines.poll(alive ? 10 : 0, TimeUnit.MILLISECONDS);
    boolean any = line != null;
    // A bounded number, so that a guest that floods its console cannot keep us from the clock.
    for (int i = 0; line != null && i < 1_000; i++) {
      console.add(line.line());
      listener.accept(line);
      if (fault == null) {
        fault = ConsoleTriage.fault(line.line()).orElse(null);
        faultAt = now();
      } else {
        stack.take(ConsoleTriage.said(line.line()));
      }
      line = lines.poll();
    }
    return any;
  }

  private Optional<Ending> exceeded(ConsoleReader reader, ResultTail tail) {
    Duration now = now();
    Duration patience = booted ? limits.silence() : limits.boot();
    Ending ending = null;
    if (fault != null && now.minus(faultAt).compareTo(LAST_WORDS) > 0) {
      ending = crashed(fault);
    } else if (reader.isTooMuch()) {
      ending = new TooMuch("console", limits.consoleBytes());
    } else if (tail.count() > limits.resultBytes()) {
      ending = new TooMuch("result port", limits.resultBytes());
    } else if (now.minus(lastSign).compareTo(patience) > 0) {
      ending = new Silent(patience, booted);
    } else if (now.compareTo(limits.total()) > 0) {
      ending = new OutOfTime(limits.total());
    }
    return Optional.ofNullable(ending);
  }

  private Ending crashed(ConsoleFault what) {
    return new Crashed(what, new CrashFingerprint(what.kind(), stack.functions()));
  }

  private Ending ended(Process qemu) throws IOException {
    if (qemu.exitValue() == 0) {
      return new PoweredOff();
    }
    byte[] said = Files.exists(errors) ? Files.readAllBytes(errors) : new byte[0];
    String word =
        new String(said, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .findFirst()
            .map(ConsoleTriage::clean)
            .orElse("");
    return new QemuFailed(qemu.exitValue(), word.length() > 300 ? word.substring(0, 300) : word);
  }

  private Duration now() {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
