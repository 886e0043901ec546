package io.packetframe.bench;

import io.packetframe.bpf.Program;
import io.packetframe.bpf.TestRun;
import io.packetframe.bpf.XdpContext;
import io.packetframe.fastpath.Stages;
import io.packetframe.testing.Links;
import io.packetframe.testing.PrivateNetwork;
import java.util.List;

/** A program that is attached to the ports of a router of its own. */
final class Contestant implements AutoCloseable {
  /** Makes the program, in the router's network namespace. */
  private interface Maker {
    Made make() throws Exception;
  }

  /** A program and what holds it. */
  private record Made(Program program, AutoCloseable holder) {}

  private final BenchRouter router;
  private final Made made;
  private final int ingress;
  private final ReturnProgram ends;

  private Contestant(BenchRouter router, ReturnProgram ends, Made made, int ingress) {
    this.router = router;
    this.ends = ends;
    this.made = made;
    this.ingress = ingress;
  }

  /** Which VLANs the maps of a fast path are told of. */
  enum Vlans {
    NONE,
    /** A tag that came is another one when it leaves, or none. */
    CHANGED,
    /** A tag that is there is taken off, and one that is not is put on. */
    TURNED_AROUND
  }

  /** The fast path with these directives in its section of the config. */
  static Contestant ours(Stages form, Vlans vlans, List<String> directives) throws Exception {
    return on(
        () -> {
          OurForwarding ours = OurForwarding.on(form, directives);
          switch (vlans) {
            case NONE -> {}
            case CHANGED -> ours.addVlans(Links.index(BenchRouter.IN));
            case TURNED_AROUND -> {
              BenchRouter.turnTagsAround();
              ours.addVlans(Links.index(BenchRouter.TAGGED));
            }
          }
          return new Made(ours.program(), ours);
        });
  }

  static Contestant xdpForward() throws Exception {
    return on(
        () -> {
          Program program = XdpForward.load();
          return new Made(program, program);
        });
  }

  /** What a test run costs by itself. */
  static Contestant empty() throws Exception {
    return on(
        () -> {
          ReturnProgram program =
              ReturnProgram.on(ReturnProgram.PASS, List.of(BenchRouter.IN, BenchRouter.OUT));
          return new Made(program.program(), program);
        });
  }

  private static Contestant on(Maker maker) throws Exception {
    BenchRouter router = BenchRouter.make(BenchRouter.IN_MAC);
    try {
      return router
          .network()
          .call(
              () -> {
                ReturnProgram ends =
                    ReturnProgram.on(
                        ReturnProgram.DROP, List.of(BenchRouter.SOURCE, BenchRouter.SINK));
                return new Contestant(router, ends, maker.make(), Links.index(BenchRouter.IN));
              });
    } catch (Exception | Error e) {
      router.close();
      throw e;
    }
  }

  /**
   * Runs the program on fresh packets that came in by {@code in}.
   *
   * @param repeat how often on each
   * @return for each packet the nanoseconds of one run, as the kernel took them
   */
  long[] run(byte[] packet, int repeat, int verdict, int packets) throws Exception {
    PrivateNetwork network = router.network();
    return network.call(
        () -> {
          TestRun run = TestRun.of(packet).with(new XdpContext(0, ingress, 0)).repeated(repeat);
          long[] nanos = new long[packets];
          for (int i = 0; i < packets; i++) {
            var result = made.program.testRun(run);
            if (result.verdict() != verdict) {
              throw new IllegalStateException(
                  "verdict " + result.verdict() + " instead of " + verdict);
            }
            nanos[i] = result.nanos();
          }
          return nanos;
        });
  }

  @Override
  public void close() {
    try {
      router
          .network()
          .call(
              () -> {
                made.holder.close();
                ends.close();
                return true;
              });
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      router.close();
    }
  }
}
