package io.packetframe.fastpath;

import static io.packetframe.packet.Counter.BOGON_DROPPED;
import static io.packetframe.packet.Counter.DROP_UNREACHABLE;
import static io.packetframe.packet.Counter.ERR_TAIL_CALL;
import static io.packetframe.packet.Counter.FWD_DRY_RUN;
import static io.packetframe.packet.Counter.MATCHED_BOTH;
import static io.packetframe.packet.Counter.MATCHED_DST_ONLY;
import static io.packetframe.packet.Counter.MATCHED_SRC_ONLY;
import static io.packetframe.packet.Counter.MATCHED_V4;
import static io.packetframe.packet.Counter.MATCHED_V6;
import static io.packetframe.packet.Counter.PASS_FRAG_NEEDED;
import static io.packetframe.packet.Counter.PASS_LOCAL;
import static io.packetframe.packet.Counter.PASS_NOT_IN_DEVMAP;
import static io.packetframe.packet.Counter.PASS_NO_NEIGH;
import static io.packetframe.packet.Counter.PASS_NO_ROUTE;
import static io.packetframe.packet.Counter.PASS_TOO_LONG;
import static io.packetframe.packet.Counter.PASS_UNREACHABLE;

import io.packetframe.bpf.ProgramArray;
import io.packetframe.packet.Counter;
import io.packetframe.testing.KernelTest;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Listed frames: forwarded by the kernel's routes, or left to the kernel as they came. */
@KernelTest
class ForwardedFramesTest {
  private static final String V4 = "udp 192.0.9.1:1000 > 192.0.2.9:53 len 32 ";
  private static final String V6 = "udp [2001:db8:a::1]:1000 > [2001:db8:f::9]:53 len 32 ";
  private static final Counter[] BOTH_V4 = {MATCHED_V4, MATCHED_BOTH};
  private static final Counter[] BOTH_V6 = {MATCHED_V6, MATCHED_BOTH};

  private static FastPathBed bed;

  @BeforeAll
  static void open() throws Exception {
    bed = FastPathBed.of(List.of(Variant.values()));
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  @BeforeEach
  void configure() throws Exception {
    bed.configure(FastPathBed.BOTH_FAMILIES);
  }

  @Test
  void oneHopLessAndTheMacsOfTheNextHop() throws Exception {
    bed.forwards(V4, V4 + "ttl 63" + Router.FROM_OUT, BOTH_V4);
    bed.forwards(V6, V6 + "ttl 63" + Router.FROM_OUT, BOTH_V6);
    String marked = V4 + "dscp 46 ecn 3 id 7 df reserved-bit ";
    bed.forwards(marked, marked + "ttl 63" + Router.FROM_OUT, BOTH_V4);
    String flow = V6 + "dscp 46 ecn 3 flow 0xabcde ";
    bed.forwards(flow, flow + "ttl 63" + Router.FROM_OUT, BOTH_V6);
  }

  @Test
  void theHeaderChecksumIsRightForEveryTtl() throws Exception {
    for (int ttl = 2; ttl <= 255; ttl++) {
      String frame = V4.replace("192.0.9.1", "192.0.9." + ttl) + "ttl ";
      bed.forwards(frame + ttl, frame + (ttl - 1) + Router.FROM_OUT, BOTH_V4);
    }
    bed.forwards(V6 + "ttl 2", V6 + "ttl 1" + Router.FROM_OUT, BOTH_V6);
  }

  /** The sum wraps around for one identification in 65536; all around it are tried. */
  @Test
  void theHeaderChecksumIsRightWhereItsSumWraps() throws Exception {
    for (int id = 0; id < 0x10000; id += 0x101) {
      String frame = V4 + "id " + id + " ttl ";
      bed.forwards(frame + 64, frame + 63 + Router.FROM_OUT, BOTH_V4);
    }
  }

  @Test
  void protocolsWithoutPortsAndMessagesOtherThanNdp() throws Exception {
    for (String frame :
        List.of("ip 47 192.0.9.1 > 192.0.2.9 len 40 ", "icmp 192.0.9.1 > 192.0.2.9 ")) {
      bed.forwards(frame, frame + "ttl 63" + Router.FROM_OUT, BOTH_V4);
    }
    String echo = "icmp 2001:db8:a::1 > 2001:db8:f::9 len 8 ";
    bed.forwards(echo, echo + "ttl 63" + Router.FROM_OUT, BOTH_V6);
    bed.forwards(echo + "type 138", echo + "type 138 ttl 63" + Router.FROM_OUT, BOTH_V6);
  }

  @Test
  void oneListedEndIsEnough() throws Exception {
    String destination = V4.replace("192.0.9.1", "9.9.9.9");
    String out = " ttl 63" + Router.FROM_OUT;
    bed.forwards(destination, destination + out, MATCHED_V4, MATCHED_DST_ONLY);
    bed.passes(V4.replace("192.0.2.9", "8.8.8.8"), MATCHED_V4, MATCHED_SRC_ONLY, PASS_NO_ROUTE);
  }

  @Test
  void addressesThatOnlyLookLikeThoseThatNobodyForwards() throws Exception {
    for (String source : List.of("240.0.0.1", "128.0.0.1", "126.0.0.1", "1.0.0.1", "169.253.1.1")) {
      String frame = V4.replace("192.0.9.1", source);
      bed.forwards(frame, frame + "ttl 63" + Router.FROM_OUT, MATCHED_V4, MATCHED_DST_ONLY);
    }
    for (String source : List.of("::2", "::1:0:1", "fec0::1", "fe00::1", "64:ff9b::1")) {
      String frame = V6.replace("2001:db8:a::1", source);
      bed.forwards(frame, frame + "ttl 63" + Router.FROM_OUT, MATCHED_V6, MATCHED_DST_ONLY);
    }
  }

  @Test
  void everyAnswerOfTheKernelsRoutes() throws Exception {
    bed.passes(V4.replace("192.0.2.9", "10.0.0.1"), and(BOTH_V4, PASS_LOCAL));
    bed.passes(V6.replace("2001:db8:f::9", "2001:db8:1::1"), and(BOTH_V6, PASS_LOCAL));
    bed.passes(V4.replace("192.0.2.9", "172.16.5.9"), and(BOTH_V4, PASS_NO_ROUTE));
    bed.passes(V6.replace("2001:db8:f::9", "2001:db8:99::1"), and(BOTH_V6, PASS_NO_ROUTE));
    bed.passes(V4.replace("192.0.2.9", "192.0.3.9"), and(BOTH_V4, PASS_NO_NEIGH));
    bed.passes(V6.replace("2001:db8:f::9", "2001:db8:2::77"), and(BOTH_V6, PASS_NO_NEIGH));
    bed.drops(V4.replace("192.0.2.9", "203.0.113.1"), and(BOTH_V4, DROP_UNREACHABLE));
    bed.drops(V6.replace("2001:db8:f::9", "2001:db8:d0::1"), and(BOTH_V6, DROP_UNREACHABLE));
    for (String refused : List.of("203.0.113.17", "203.0.113.33")) {
      bed.passes(V4.replace("192.0.2.9", refused), and(BOTH_V4, PASS_UNREACHABLE));
    }
    for (String refused : List.of("2001:db8:d1::1", "2001:db8:d2::1")) {
      bed.passes(V6.replace("2001:db8:f::9", refused), and(BOTH_V6, PASS_UNREACHABLE));
    }
  }

  @Test
  void packetsUpToTheMtuAndFramesUpToTheDevice() throws Exception {
    String out = " ttl 63" + Router.FROM_OUT;
    String v4 = V4.replace("len 32", "len 1472");
    bed.forwards(v4, v4 + out, BOTH_V4);
    bed.passes(V4.replace("len 32", "len 1473"), and(BOTH_V4, PASS_FRAG_NEEDED));
    String v6 = V6.replace("len 32", "len 1452");
    bed.forwards(v6, v6 + out, BOTH_V6);
    bed.passes(V6.replace("len 32", "len 1453"), and(BOTH_V6, PASS_FRAG_NEEDED));
    bed.forwards(V4 + "pad 1518", V4 + "pad 1518" + out, BOTH_V4);
    bed.passes(V4 + "pad 1519", and(BOTH_V4, PASS_TOO_LONG));
  }

  @Test
  void whatCannotSendXdpFramesIsNoTarget() throws Exception {
    bed.passes(V4.replace("192.0.2.9", "198.51.100.9"), and(BOTH_V4, PASS_NOT_IN_DEVMAP));
    bed.passes(V6.replace("2001:db8:f::9", "2001:db8:e::9"), and(BOTH_V6, PASS_NOT_IN_DEVMAP));
  }

  @Test
  void aDryRunOnlyCounts() throws Exception {
    bed.configure(true, FastPathBed.BOTH_FAMILIES, 0);
    bed.passes(V4, and(BOTH_V4, FWD_DRY_RUN));
    bed.passes(V6, and(BOTH_V6, FWD_DRY_RUN));
  }

  @Test
  void blockedDestinationsAreDroppedWhereTheListIsOn() throws Exception {
    String v4 = V4.replace("192.0.2.9", "192.0.2.200");
    String v6 = V6.replace("2001:db8:f::9", "2001:db8:f:f::1");
    bed.list("BLOCK", "192.0.2.128/25", new byte[] {1});
    bed.list("BLOCK", "2001:db8:f:f::/64", new byte[] {1});
    bed.forwards(v4, v4 + "ttl 63" + Router.FROM_OUT, BOTH_V4);
    bed.configure(FastPathBed.BOTH_FAMILIES | FastPathBed.BLOCK);
    bed.drops(v4, and(BOTH_V4, BOGON_DROPPED));
    bed.drops(v6, and(BOTH_V6, BOGON_DROPPED));
    bed.forwards(V4, V4 + "ttl 63" + Router.FROM_OUT, BOTH_V4);
  }

  @Test
  void withoutItsSecondStageAFramePassesUntouched() throws Exception {
    for (Variant variant : List.of(Variant.TWO_STAGES, Variant.TRACED_TWO_STAGES)) {
      try (FastPathBed alone = FastPathBed.of(List.of(variant))) {
        ProgramArray stages = new ProgramArray(alone.object(variant).map("MUTATION_PROGS"));
        stages.clear(0);
        alone.passes(V4, and(BOTH_V4, ERR_TAIL_CALL));
        stages.set(0, alone.object(variant).program("finalize"));
        alone.forwards(V4, V4 + "ttl 63" + Router.FROM_OUT, BOTH_V4);
      }
    }
  }

  private static Counter[] and(Counter[] counters, Counter last) {
    Counter[] all = Arrays.copyOf(counters, counters.length + 1);
    all[counters.length] = last;
    return all;
  }
}
