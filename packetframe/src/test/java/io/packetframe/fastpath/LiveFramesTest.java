package io.packetframe.fastpath;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.bpf.link.KernelLink;
import io.packetframe.bpf.link.Xdp;
import io.packetframe.bpf.link.XdpMode;
import io.packetframe.net.VlanId;
import io.packetframe.packet.Counter;
import io.packetframe.packet.HostView;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.Links;
import io.packetframe.wire.PassProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Frames on real wires while entries of all maps, and the slot of the second stage, vanish and come
 * back under them: each is forwarded right or reaches the kernel as it came, none is lost and none
 * comes twice, and the counters say the same.
 *
 * <p>{@code -Dlive.frames} sends so many of them each time.
 */
@KernelTest
class LiveFramesTest {
  /** Guests have no sources, and no time. */
  private static final boolean IN_GUEST = System.getProperty("root.directory") == null;

  private static final int FRAMES = Integer.getInteger("live.frames", IN_GUEST ? 4_000 : 100_000);

  private static final int ENOUGH_FOR_EVERY_END = 50_000;

  /** What a frame comes to where something is gone. */
  private static final Set<Counter> MEANWHILE =
      EnumSet.of(
          Counter.PASS_NOT_IN_DEVMAP,
          Counter.PASS_NOT_OURS,
          Counter.FWD_DRY_RUN,
          Counter.PASS_LOCAL,
          Counter.PASS_NO_ROUTE);

  @ParameterizedTest
  @CsvSource({
    "ONE_PROGRAM, NATIVE",
    "ONE_PROGRAM, GENERIC",
    "TWO_STAGES, NATIVE",
    "TWO_STAGES, GENERIC"
  })
  void everyFrameIsRightOrAsItCame(Variant variant, XdpMode mode, TestReporter reporter)
      throws Exception {
    try (FastPathBed bed = FastPathBed.of(List.of(variant));
        PassProgram _ = bed.network().call(() -> receivers());
        KernelLink _ = bed.network().call(() -> attach(bed, variant, mode))) {
      bed.configure(FastPathBed.BOTH_FAMILIES | FastPathBed.VLAN);
      bed.above(new HostView.Vlan(VlanId.CUSTOMER, 5));
      int in = bed.router().in();
      bed.put("INGRESS", Entries.ingressKey(in, List.of(), Router.IN_MAC), Entries.u32(in));
      bed.put("INGRESS", Entries.knownKey(in, List.of()), Entries.u32(in));
      String ran = flood(bed, variant);
      String line = variant + ", " + mode + ": " + ran;
      reporter.publishEntry("live-frames-" + variant + "-" + mode.word() + ".txt", line);
      System.out.println(line);
    }
  }

  /** No device at a far end may speak by itself: what comes is ours to the last frame. */
  private static PassProgram receivers() throws Exception {
    for (String device : List.of("in-peer", "out-peer", "above-peer")) {
      Files.writeString(Path.of("/proc/sys/net/ipv6/conf/" + device + "/disable_ipv6"), "1");
    }
    return PassProgram.on(LinuxSystem.syscalls(), List.of("out-peer"));
  }

  private static KernelLink attach(FastPathBed bed, Variant variant, XdpMode mode)
      throws Exception {
    return Xdp.attachByLink(bed.object(variant).program(Stages.ENTRY), Links.index("in"), mode);
  }

  private static String flood(FastPathBed bed, Variant variant) throws Exception {
    Ledger ledger = new Ledger(FRAMES);
    long[] before = bed.counters(variant);
    long start = System.nanoTime();
    int sent;
    int rounds;
    try (Flood flood = new Flood(bed.network(), ledger);
        Vanishing vanishing =
            new Vanishing(bed.object(variant), bed.router(), variant.hasStages(), bed.network())) {
      sent = flood.send(FRAMES);
      rounds = vanishing.finish();
      assertThat(flood.missed()).as("frames that the captures had no room for").isZero();
    }
    Map<Counter, Long> moved = FilledMaps.moved(before, bed.counters(variant));
    String ran =
        "%,d frames in %.1f s, %,d forwarded, %,d passed, %,d times something was gone, %s"
            .formatted(
                sent,
                (System.nanoTime() - start) / 1e9,
                ledger.forwarded(),
                ledger.passed(),
                rounds,
                moved);
    assertThat(ledger.close(sent)).as(ran).isEmpty();
    assertThat(sent).isEqualTo(FRAMES);
    assertThat(moved).as(ran).containsEntry(Counter.RX_TOTAL, (long) sent);
    assertThat(moved).as(ran).containsEntry(Counter.FWD_OK, ledger.forwarded());
    assertThat(ledger.passed()).as(ran).isEqualTo(sent - ledger.forwarded());
    if (FRAMES >= ENOUGH_FOR_EVERY_END) {
      assertThat(moved.keySet()).as(ran).containsAll(MEANWHILE);
      assertThat(moved.containsKey(Counter.ERR_TAIL_CALL)).as(ran).isEqualTo(variant.hasStages());
    }
    return ran;
  }
}
