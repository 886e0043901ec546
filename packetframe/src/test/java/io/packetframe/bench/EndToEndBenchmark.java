package io.packetframe.bench;

import io.packetframe.fastpath.Stages;
import io.packetframe.testing.Peers;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Frames over veth pairs and through a router, on one processor: sent, forwarded and dropped at the
 * end. Counted is the time that the processor took for all of it, by turns of each way to forward.
 * Prints a table, and says of each target whether it is met. Arguments: [ROUNDS [FRAMES]].
 */
public final class EndToEndBenchmark {
  private static final int[] FLOWS = {1, 4096};

  private EndToEndBenchmark() {}

  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 11;
    int frames = args.length > 1 ? Integer.parseInt(args[1]) : 200_000;
    OneProcessor.stay();
    List<FloodedRouter> routers = new ArrayList<>();
    try (Flood one = Flood.of(FLOWS[0]);
        Flood many = Flood.of(FLOWS[1])) {
      make(routers);
      for (int round = -1; round < rounds; round++) {
        for (FloodedRouter router : routers) {
          if (round == 0) {
            router.forget();
          }
          router.take(one, 0, frames);
          router.take(many, 1, frames);
        }
      }
      print(routers, rounds, frames);
    } finally {
      routers.forEach(FloodedRouter::close);
    }
  }

  private static void make(List<FloodedRouter> routers) throws Exception {
    routers.add(FloodedRouter.ours(Stages.ONE));
    routers.add(FloodedRouter.ours(Stages.TWO));
    routers.add(FloodedRouter.kernel(false));
    if (Files.exists(Peers.root().resolve("usr/sbin/nft"))) {
      routers.add(FloodedRouter.kernel(true));
    } else {
      System.out.println("kernel with conntrack: not here, for the peers' root has no nft");
    }
    if (Peers.areThere()) {
      routers.add(FloodedRouter.xdpForward());
    } else {
      System.out.println("xdp-forward: not here, for there is no peers' root");
    }
  }

  private static void print(List<FloodedRouter> routers, int rounds, int frames) {
    System.out.printf(
        Locale.ROOT,
        "%nns of processor time a packet, Mpps that makes, packets lost;"
            + " %d rounds by turns of %,d frames%n%n",
        rounds,
        frames);
    System.out.printf(Locale.ROOT, "%-30s %28s %28s%n", "", "1 flow", "4,096 flows");
    for (FloodedRouter router : routers) {
      System.out.printf(
          Locale.ROOT, "%-30s %28s %28s%n", router.name(), cell(router, 0), cell(router, 1));
    }
    System.out.println();
    FloodedRouter ours = routers.getFirst();
    for (FloodedRouter router : routers) {
      double times = router.median(0) / ours.median(0);
      switch (router.name()) {
        case "xdp-forward" -> verdict("as fast as xdp-forward", times, 0.95);
        case "kernel with conntrack" -> verdict("as fast as the kernel with conntrack", times, 3);
        default -> {}
      }
    }
    verdict("4,096 flows, as fast as one", ours.median(0) / ours.median(1), 0.97);
  }

  private static String cell(FloodedRouter router, int kind) {
    long lost =
        router.results(kind).stream().mapToLong(result -> result.sent() - result.arrived()).sum();
    double nanos = router.median(kind);
    return String.format(Locale.ROOT, "%.0f ns %.2f Mpps %d lost", nanos, 1000 / nanos, lost);
  }

  private static void verdict(String name, double times, double least) {
    System.out.printf(
        Locale.ROOT,
        "%-38s %.2f times, at least %.2f: %s%n",
        name,
        times,
        least,
        times >= least ? "met" : "NOT met");
  }
}
