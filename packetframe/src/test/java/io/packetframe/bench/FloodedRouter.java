package io.packetframe.bench;

import io.packetframe.bpf.Program;
import io.packetframe.fastpath.Stages;
import io.packetframe.host.linux.ReceiveVlanOffload;
import io.packetframe.net.MacAddress;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.testing.Peers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A router that forwards in one of the ways that are compared. */
final class FloodedRouter implements AutoCloseable {
  /** Nobody's: what the kernel forwards ends as a frame for another host. */
  private static final MacAddress NEXT_HOP = new MacAddress(0x0200_0000_0199L);

  /** One rule that most have: conntrack sees every packet of a flow. */
  private static final String RULES =
      "table inet bench { chain forward { type filter hook forward priority 0; policy drop;"
          + " ct state established,related,new accept; }; }";

  private final String name;
  private final BenchRouter router;
  private final List<AutoCloseable> held = new ArrayList<>();
  private final List<List<Flood.Result>> results = new ArrayList<>();

  private FloodedRouter(String name, BenchRouter router) {
    this.name = name;
    this.router = router;
  }

  /** What is done to make a router forward, in its network namespace. */
  private interface Setup {
    void prepare(FloodedRouter router) throws Exception;
  }

  static FloodedRouter ours(Stages form) throws Exception {
    return make(
        "fast path, " + form.text(),
        router -> {
          router.hold(ReturnProgram.on(ReturnProgram.DROP, List.of(BenchRouter.SINK)));
          router.hold(OurForwarding.on(form, ListedPrefixes.allow(64)));
        });
  }

  static FloodedRouter xdpForward() throws Exception {
    return make(
        "xdp-forward",
        router -> {
          router.hold(ReturnProgram.on(ReturnProgram.DROP, List.of(BenchRouter.SINK)));
          Program program = XdpForward.load();
          router.hold(program);
        });
  }

  /** The kernel alone; its frames come by NAPI and GRO, as a network card's do. */
  static FloodedRouter kernel(boolean conntrack) throws Exception {
    return make(
        conntrack ? "kernel with conntrack" : "kernel",
        _ -> {
          var answer =
              ReceiveVlanOffload.set(
                  LinuxSystem.syscalls(), BenchRouter.IN, List.of("rx-gro"), true);
          answer
              .problem()
              .ifPresent(
                  problem -> {
                    throw new IllegalStateException("GRO: " + problem);
                  });
          if (conntrack) {
            track();
          }
        });
  }

  private static void track() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("chroot", Peers.root().toString(), "/usr/sbin/nft", RULES)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("nft: " + said);
    }
  }

  private static FloodedRouter make(String name, Setup setup) throws Exception {
    FloodedRouter made = new FloodedRouter(name, BenchRouter.make(NEXT_HOP));
    try {
      made.router
          .network()
          .call(
              () -> {
                made.hold(ReturnProgram.on(ReturnProgram.DROP, List.of(BenchRouter.SOURCE)));
                setup.prepare(made);
                return true;
              });
      return made;
    } catch (Exception | Error e) {
      made.close();
      throw e;
    }
  }

  private void hold(AutoCloseable resource) {
    held.addFirst(resource);
  }

  String name() {
    return name;
  }

  /** Floods it, and keeps the result as one of that kind of flood. */
  void take(Flood flood, int kind, int frames) throws Exception {
    while (results.size() <= kind) {
      results.add(new ArrayList<>());
    }
    results.get(kind).add(router.network().call(() -> flood.send(frames)));
  }

  /** Forgets all results so far: the first only warmed up. */
  void forget() {
    results.clear();
  }

  List<Flood.Result> results(int kind) {
    return results.get(kind);
  }

  /** Returns the median of the time for a packet, in nanoseconds. */
  double median(int kind) {
    double[] each =
        results.get(kind).stream().mapToDouble(Flood.Result::nanosEach).sorted().toArray();
    return each[each.length / 2];
  }

  @Override
  public void close() {
    try {
      router
          .network()
          .call(
              () -> {
                for (AutoCloseable resource : held) {
                  resource.close();
                }
                return true;
              });
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      router.close();
    }
  }
}
