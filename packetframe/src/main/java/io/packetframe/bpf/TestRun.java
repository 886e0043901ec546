package io.packetframe.bpf;

import java.util.Optional;

/** What to run a program on, and how. Immutable: each method returns a changed copy. */
public final class TestRun {
  /** NAPI_POLL_WEIGHT, what the kernel itself would take. */
  private static final int USUAL_LIVE_BATCH = 64;

  private final byte[] packet;
  private final int repeat;
  private final Optional<TestContext> context;
  private final int liveBatch;

  private TestRun(byte[] packet, int repeat, Optional<TestContext> context, int liveBatch) {
    this.packet = packet;
    this.repeat = repeat;
    this.context = context;
    this.liveBatch = liveBatch;
  }

  /** Runs once on a packet from its Ethernet header on, at least 14 bytes. */
  public static TestRun of(byte[] packet) {
    return new TestRun(packet.clone(), 1, Optional.empty(), 0);
  }

  /** Runs so many times, each time on what the last one left of the packet. */
  public TestRun repeated(int times) {
    if (times < 1) {
      throw new IllegalArgumentException("a test run of " + times + " times");
    }
    return new TestRun(packet, times, context, liveBatch);
  }

  /**
   * Gives the program a context of its kind: an {@link XdpContext} (Linux 5.15, commit
   * 47316f4a3053) or an {@link SkbContext} (Linux 5.2).
   */
  public TestRun with(TestContext surroundings) {
    return new TestRun(packet, repeat, Optional.of(surroundings), liveBatch);
  }

  /**
   * Lets the kernel act on XDP verdicts: frames are really sent, redirected and received (Linux
   * 5.18, commit b530e9e1063e). Such a run has no verdict and no packet to return.
   */
  public TestRun withLiveFrames() {
    return new TestRun(packet, repeat, context, USUAL_LIVE_BATCH);
  }

  byte[] packet() {
    return packet.clone();
  }

  int repeat() {
    return repeat;
  }

  Optional<TestContext> context() {
    return context;
  }

  boolean isLive() {
    return liveBatch > 0;
  }

  int liveBatch() {
    return liveBatch;
  }
}
