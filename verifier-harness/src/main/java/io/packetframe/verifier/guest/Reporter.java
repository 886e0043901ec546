package io.packetframe.verifier.guest;

import io.packetframe.verifier.wire.FrameWriter;
import io.packetframe.verifier.wire.Message;
import io.packetframe.verifier.wire.TestName;
import io.packetframe.verifier.wire.TestOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Turns what JUnit tells into messages. */
final class Reporter implements TestExecutionListener {
  private final FrameWriter port;
  private final Map<TestIdentifier, Long> started = new HashMap<>();
  private int reported;

  Reporter(FrameWriter port) {
    this.port = port;
  }

  int reported() {
    return reported;
  }

  @Override
  public void executionStarted(TestIdentifier identifier) {
    started.put(identifier, System.nanoTime());
    if (identifier.isTest()) {
      send(() -> new Message.TestStarted(name(identifier), Uptime.millis()));
    }
  }

  @Override
  public void executionSkipped(TestIdentifier identifier, String reason) {
    // A skipped class says nothing of its methods: it is reported once, by its own name.
    finished(identifier, new TestOutcome.Skipped(reason));
  }

  @Override
  public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
    Optional<Throwable> why = result.getThrowable();
    TestOutcome outcome =
        switch (result.getStatus()) {
          case SUCCESSFUL -> new TestOutcome.Passed();
          case ABORTED -> new TestOutcome.Skipped(message(why));
          case FAILED -> new TestOutcome.Failed(message(why), why.map(Traces::of).orElse(""));
        };
    if (identifier.isTest() || !(outcome instanceof TestOutcome.Passed)) {
      finished(identifier, outcome);
    }
  }

  @Override
  public void reportingEntryPublished(TestIdentifier identifier, ReportEntry entry) {
    entry.getKeyValuePairs().forEach((name, text) -> send(() -> new Message.Published(name, text)));
  }

  private void finished(TestIdentifier identifier, TestOutcome outcome) {
    long millis =
        Optional.ofNullable(started.remove(identifier))
            .map(nanos -> (System.nanoTime() - nanos) / 1_000_000)
            .orElse(0L);
    reported++;
    send(() -> new Message.TestFinished(name(identifier), outcome, millis));
  }

  private static String message(Optional<Throwable> why) {
    return Traces.bounded(
        why.map(it -> it.getMessage() == null ? it.toString() : it.getMessage())
            .orElse("no reason given"));
  }

  private static TestName name(TestIdentifier identifier) {
    return switch (identifier.getSource().orElse(null)) {
      case MethodSource method ->
          new TestName(method.getClassName(), identifier.getLegacyReportingName());
      case ClassSource type -> new TestName(type.getClassName(), "");
      case null, default -> new TestName(identifier.getUniqueId(), "");
    };
  }

  private interface Source {
    Message get() throws IOException;
  }

  private void send(Source message) {
    try {
      port.send(message.get());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
