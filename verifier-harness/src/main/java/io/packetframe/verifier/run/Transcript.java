package io.packetframe.verifier.run;

import io.packetframe.verifier.vm.BootCanary;
import io.packetframe.verifier.vm.CrashFingerprint;
import io.packetframe.verifier.vm.Ending;
import io.packetframe.verifier.vm.VmEvent;
import io.packetframe.verifier.wire.Damage;
import io.packetframe.verifier.wire.FrameReader;
import io.packetframe.verifier.wire.Message;
import io.packetframe.verifier.wire.Message.AgentFailed;
import io.packetframe.verifier.wire.Message.Alive;
import io.packetframe.verifier.wire.Message.CommandRan;
import io.packetframe.verifier.wire.Message.Coverage;
import io.packetframe.verifier.wire.Message.Finished;
import io.packetframe.verifier.wire.Message.Hello;
import io.packetframe.verifier.wire.Message.KernelLog;
import io.packetframe.verifier.wire.Message.Published;
import io.packetframe.verifier.wire.Message.Settings;
import io.packetframe.verifier.wire.Message.TestFinished;
import io.packetframe.verifier.wire.Message.TestStarted;
import io.packetframe.verifier.wire.MessageCodec;
import io.packetframe.verifier.wire.Nonce;
import io.packetframe.verifier.wire.TestName;
import io.packetframe.verifier.wire.WireException;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one guest said and when, and whether all of it arrived; or several that shared the work. */
final class Transcript implements Consumer<VmEvent> {
  /** Our classes come to 0.3 MB a process that ran them; a bound for what a guest says. */
  private static final int MOST_COVERAGE = 32 << 20;

  private final FrameReader reader;
  private final TimeLedger ledger = new TimeLedger();
  private final List<TestFinished> tests = new ArrayList<>();
  private final SortedMap<String, Duration> classTimes = new TreeMap<>();
  private Duration lastWord = Duration.ZERO;
  private final SortedMap<String, CommandRan> commands = new TreeMap<>();
  private final SortedMap<String, String> published = new TreeMap<>();
  private final List<Transcript> beside = new ArrayList<>();
  private final ByteArrayOutputStream coverage = new ByteArrayOutputStream();
  private @Nullable Hello hello;
  private SortedMap<String, String> settings = new TreeMap<>();
  private @Nullable TestName running;
  private @Nullable KernelLog kernelLog;
  private @Nullable Finished finished;
  private @Nullable Ending ending;
  private @Nullable String trouble;

  Transcript(Nonce nonce) {
    this.reader = new FrameReader(nonce);
  }

  @Override
  public void accept(VmEvent event) {
    switch (event) {
      case VmEvent.Started _ -> {}
      case VmEvent.ConsoleLine it -> {
        if (it.line().equals(BootCanary.INIT_LINE)) {
          ledger.first(Milestone.INIT, it.at());
        } else {
          ledger.first(Milestone.FIRST_KERNEL_LINE, it.at());
        }
      }
      case VmEvent.ResultBytes it -> {
        for (String payload : reader.take(it.bytes())) {
          take(payload, it.at());
        }
      }
      case VmEvent.Ended it -> {
        ledger.last(Milestone.POWER_OFF, it.at());
        ending = it.ending();
      }
    }
  }

  private void take(String payload, Duration at) {
    try {
      take(MessageCodec.decode(payload), at);
    } catch (WireException e) {
      trouble = e.getMessage();
    }
  }

  private void take(Message message, Duration at) {
    if (finished != null) {
      trouble = "the guest went on speaking after its last message";
    }
    switch (message) {
      case Hello it -> {
        ledger.first(Milestone.AGENT, at);
        lastWord = at;
        hello = it;
      }
      case Settings it -> settings = it.values();
      case CommandRan it -> {
        ledger.first(Milestone.FEASIBILITY, at);
        commands.put(it.name(), it);
      }
      case TestStarted it -> running = it.test();
      case TestFinished it -> {
        ledger.first(Milestone.FIRST_TEST, at);
        ledger.last(Milestone.LAST_TEST, at);
        tests.add(it);
        classTimes.merge(it.test().className(), at.minus(lastWord), Duration::plus);
        lastWord = at;
        running = null;
      }
      case Published it -> published.put(it.name(), it.text());
      case KernelLog it -> kernelLog = it;
      case Coverage it -> take(it);
      case Alive _ -> {}
      case AgentFailed it -> trouble = "the agent failed: " + it.what();
      case Finished it -> finished = it;
    }
  }

  /** Adds what a guest said that ran another part of the same work at the same time. */
  void join(Transcript other) {
    beside.add(other);
    ledger.join(other.ledger);
  }

  private Stream<Transcript> all() {
    return Stream.concat(Stream.of(this), beside.stream());
  }

  private void take(Coverage piece) {
    byte[] bytes = piece.bytes();
    if (coverage.size() + bytes.length > MOST_COVERAGE) {
      trouble = "the guest told more than " + MOST_COVERAGE + " bytes of coverage";
    } else {
      coverage.writeBytes(bytes);
    }
  }

  /** Returns why nothing may be concluded from these guests; empty if something may. */
  Optional<String> whyUnusable() {
    return all().flatMap(it -> it.whyAloneUnusable().stream()).findFirst();
  }

  private Optional<String> whyAloneUnusable() {
    if (ending == null) {
      return Optional.of("the guest never ended");
    }
    if (!(ending instanceof Ending.PoweredOff)) {
      return Optional.of(
          ending.describe() + (running == null ? "" : ", while " + running + " was running"));
    }
    if (trouble != null) {
      return Optional.of(trouble);
    }
    Damage damage = reader.damage();
    if (!damage.isHarmless()) {
      return Optional.of("results were lost on their way: " + damage);
    }
    if (hello == null && ledger.isEmptyButFor(Milestone.POWER_OFF)) {
      return Optional.of("the guest ended before its kernel said anything");
    }
    if (hello == null) {
      return Optional.of("the guest powered off without a word from its agent");
    }
    if (finished == null) {
      return Optional.of(
          "the agent did not come to its end"
              + (running == null ? "" : ": " + running + " was running"));
    }
    return finished.tests() == tests.size()
        ? Optional.empty()
        : Optional.of(finished.tests() + " tests were told of, " + tests.size() + " arrived");
  }

  /** Returns what the kernel died of, if it did. */
  Optional<CrashFingerprint> crash() {
    return all()
        .flatMap(it -> it.ending instanceof Ending.Crashed how ? Stream.of(how) : Stream.empty())
        .map(Ending.Crashed::fingerprint)
        .findFirst();
  }

  /** Returns what the kernel of each guest said; nothing of one that did not come so far. */
  List<Optional<KernelLog>> kernelLogs() {
    return all().map(it -> Optional.ofNullable(it.kernelLog)).toList();
  }

  Optional<Hello> hello() {
    return Optional.ofNullable(hello);
  }

  SortedMap<String, String> settings() {
    return settings;
  }

  Optional<CommandRan> command(String name) {
    return Optional.ofNullable(commands.get(name));
  }

  /** Returns what tests published, by the names of files. */
  SortedMap<String, String> published() {
    SortedMap<String, String> together = new TreeMap<>();
    all().forEach(it -> together.putAll(it.published));
    return together;
  }

  /** Returns what JaCoCo counted, as it writes it; empty where nothing was counted. */
  byte[] coverage() {
    ByteArrayOutputStream together = new ByteArrayOutputStream();
    // One after the other is a file as JaCoCo appends to it.
    all().forEach(it -> together.writeBytes(it.coverage.toByteArray()));
    return together.toByteArray();
  }

  List<TestFinished> tests() {
    return all().flatMap(it -> it.tests.stream()).toList();
  }

  /**
   * Returns test class to milliseconds: what was set up before each test is in it, and what was
   * taken down after a class is in the next one's.
   */
  SortedMap<String, Long> classMillis() {
    SortedMap<String, Long> millis = new TreeMap<>();
    all()
        .flatMap(it -> it.classTimes.entrySet().stream())
        .forEach(it -> millis.merge(it.getKey(), it.getValue().toMillis(), Long::sum));
    return millis;
  }

  /** Returns how many have ended in this guest. */
  int endedTests() {
    return tests.size();
  }

  TimeLedger ledger() {
    return ledger;
  }

  Damage damage() {
    return reader.damage();
  }
}
