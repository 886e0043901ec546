package io.packetframe.bpf;

import java.util.Optional;

/** How a test run ended. */
public final class TestRunResult {
  private final int verdict;
  private final long nanos;
  private final byte[] packet;
  private final Optional<TestContext> context;

  TestRunResult(int verdict, long nanos, byte[] packet, Optional<TestContext> context) {
    this.verdict = verdict;
    this.nanos = nanos;
    this.packet = packet;
    this.context = context;
  }

  /** Returns what the program returned, the last time; 0 for live frames. */
  public int verdict() {
    return verdict;
  }

  /** Returns the nanoseconds of one run, on average. */
  public long nanos() {
    return nanos;
  }

  /** Returns what the program left of the packet; empty for live frames. */
  public byte[] packet() {
    return packet.clone();
  }

  /** Returns what the program left of the context, where one was given. */
  public Optional<TestContext> context() {
    return context;
  }
}
