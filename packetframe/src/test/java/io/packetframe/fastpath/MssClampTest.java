package io.packetframe.fastpath;

import static io.packetframe.packet.Counter.MATCHED_BOTH;
import static io.packetframe.packet.Counter.MATCHED_V4;
import static io.packetframe.packet.Counter.MATCHED_V6;
import static io.packetframe.packet.Counter.MSS_CLAMP_APPLIED;
import static io.packetframe.packet.Counter.MSS_CLAMP_SKIPPED;

import io.packetframe.packet.Counter;
import io.packetframe.packet.HostView;
import io.packetframe.packet.VlanTag;
import io.packetframe.testing.KernelTest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The segment size of a SYN: whose ceiling, where the option may stand, and the checksum. */
@KernelTest
class MssClampTest {
  private static final String V4 = "tcp 192.0.9.1:1000 > 192.0.2.9:80 ";
  private static final String V6 = "tcp [2001:db8:a::1]:1000 > [2001:db8:f::9]:80 ";
  private static final String OUT = " ttl 63" + Router.FROM_OUT;
  private static final String ABOVE = "tcp 192.0.9.1:1000 > 198.51.100.9:80 ";
  private static final int SCOPED =
      FastPathBed.BOTH_FAMILIES | FastPathBed.CLAMP | FastPathBed.VLAN;

  private static final List<String> DESTINATIONS =
      List.of("192.0.2.0/24", "198.51.100.0/24", "2001:db8:f::/48");
  private static final List<String> SOURCES = List.of("192.0.9.0/24", "2001:db8:a::/48");
  private static final List<String> PREFIXES =
      Stream.concat(DESTINATIONS.stream(), SOURCES.stream()).toList();

  private static FastPathBed bed;

  @BeforeAll
  static void open() throws Exception {
    bed = FastPathBed.of(Variant.PRODUCTION);
    bed.mine(List.of(new HostView.Vlan(VlanTag.CUSTOMER, 5)), bed.router().in());
    bed.above(new HostView.Vlan(VlanTag.CUSTOMER, 6));
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  @BeforeEach
  void configure() throws Exception {
    bed.configure(false, FastPathBed.BOTH_FAMILIES, 1300);
  }

  @AfterEach
  void forgetScopes() throws Exception {
    for (String prefix : PREFIXES) {
      bed.unlist("MSS_CLAMP", prefix);
    }
    bed.delete("MSS_CLAMP_BY_IFACE", Entries.u32(bed.router().out()));
    bed.delete("MSS_CLAMP_BY_IFACE", Entries.u32(bed.router().above()));
  }

  private static void becomes(String in, String out, Counter... counters) throws Exception {
    forwards(V4 + in, V4 + out + OUT, MATCHED_V4, counters);
    forwards(V6 + in, V6 + out + OUT, MATCHED_V6, counters);
  }

  private static void forwards(String in, String out, Counter family, Counter... counters)
      throws Exception {
    Counter[] all = Arrays.copyOf(counters, counters.length + 2);
    all[counters.length] = family;
    all[counters.length + 1] = MATCHED_BOTH;
    bed.forwards(in, out, all);
  }

  @Test
  void onlySegmentsWithSynAreLookedAt() throws Exception {
    becomes("syn mss 1460", "syn mss 1300", MSS_CLAMP_APPLIED);
    becomes("syn ack mss 1460", "syn ack mss 1300", MSS_CLAMP_APPLIED);
    becomes("ack mss 1460", "ack mss 1460");
    bed.configure(FastPathBed.BOTH_FAMILIES);
    becomes("syn mss 1460", "syn mss 1460");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "syn mss 1300",
        "syn mss 536",
        "syn mss 0",
        "syn",
        "syn wscale 7 sack-permitted",
        "syn end mss 1460",
        "syn nop nop nop nop nop nop nop nop mss 1460",
        "syn option 0500 mss 1460",
        "syn option 0501 mss 1460",
        "syn option 02030000 nop nop nop nop",
        "syn option 08ff mss 1460"
      })
  void withACeilingThereMayBeNothingToDo(String segment) throws Exception {
    becomes(segment, segment, MSS_CLAMP_SKIPPED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "syn mss MSS wscale 7",
        "syn nop mss MSS",
        "syn nop nop mss MSS",
        "syn wscale 7 mss MSS",
        "syn nop wscale 7 mss MSS",
        "syn sack-permitted mss MSS",
        "syn nop nop nop nop nop nop nop mss MSS",
        "syn option 080a0000000000000000 mss MSS len 5",
        "syn ecn 1 mss MSS len 1000",
        "syn option 1e0b000000000000000000 option 1e19"
            + "0000000000000000000000"
            + "000000000000"
            + "000000000000 mss MSS"
      })
  void theOptionMayStandAnywhere(String segment) throws Exception {
    for (int mss : List.of(1301, 1460, 8960, 65535)) {
      String out = segment.replace("MSS", "1300");
      becomes(segment.replace("MSS", Integer.toString(mss)), out, MSS_CLAMP_APPLIED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong data-offset 4", "wrong data-offset 15"})
  void aHeaderThatIsNotWholeIsLeftAlone(String lie) throws Exception {
    forwards(V4 + "syn mss 1460 " + lie, V4 + "syn mss 1460 " + lie + OUT, MATCHED_V4);
  }

  @ParameterizedTest
  @ValueSource(ints = {1299, 1001, 256, 255, 88})
  void checksumsAreExactForManyValues(int ceiling) throws Exception {
    bed.configure(false, FastPathBed.BOTH_FAMILIES, ceiling);
    for (String at : List.of("", "nop ")) {
      for (int sequence = 0; sequence < 0x10000; sequence += 0x1f1f) {
        String segment = "syn seq " + sequence + " " + at;
        becomes(segment + "mss 1460", segment + "mss " + ceiling, MSS_CLAMP_APPLIED);
      }
    }
  }

  @Test
  void theClampGoesWithTags() throws Exception {
    forwards(
        V4 + "vlan 5 syn nop mss 1460",
        V4 + "syn nop mss 1300" + OUT,
        MATCHED_V4,
        MSS_CLAMP_APPLIED);
    bed.configure(false, SCOPED, 1300);
    forwards(
        ABOVE + "syn nop mss 1460",
        ABOVE + "vlan 6 syn nop mss 1300 ttl 63" + Router.FROM_ABOVE,
        MATCHED_V4,
        MSS_CLAMP_APPLIED);
  }

  @Test
  void sourceThenDestinationThenEgressThenAll() throws Exception {
    bed.configure(false, SCOPED, 1300);
    int above = bed.router().above();
    int out = bed.router().out();
    becomes("syn mss 1460", "syn mss 1300", MSS_CLAMP_APPLIED);
    put("MSS_CLAMP_BY_IFACE", out, 1290);
    becomes("syn mss 1460", "syn mss 1290", MSS_CLAMP_APPLIED);
    throughAbove(1290);
    put("MSS_CLAMP_BY_IFACE", above, 1280);
    throughAbove(1280);
    put("MSS_CLAMP_BY_IFACE", out, 0);
    becomes("syn mss 1460", "syn mss 1300", MSS_CLAMP_APPLIED);
    for (String prefix : DESTINATIONS) {
      bed.list("MSS_CLAMP", prefix, Entries.mssClamp(1270, 0));
    }
    becomes("syn mss 1460", "syn mss 1270", MSS_CLAMP_APPLIED);
    throughAbove(1270);
    for (String prefix : SOURCES) {
      bed.list("MSS_CLAMP", prefix, Entries.mssClamp(1260, 0));
    }
    becomes("syn mss 1460", "syn mss 1260", MSS_CLAMP_APPLIED);
    bed.list("MSS_CLAMP", "192.0.9.0/24", Entries.mssClamp(1260, above));
    throughAbove(1260);
    forwards(V4 + "syn mss 1460", V4 + "syn mss 1270" + OUT, MATCHED_V4, MSS_CLAMP_APPLIED);
    bed.list("MSS_CLAMP", "192.0.9.0/24", Entries.mssClamp(1250, out));
    throughAbove(1250);
    forwards(V4 + "syn mss 1460", V4 + "syn mss 1250" + OUT, MATCHED_V4, MSS_CLAMP_APPLIED);
  }

  private static void throughAbove(int mss) throws Exception {
    forwards(
        ABOVE + "syn mss 1460",
        ABOVE + "vlan 6 syn mss " + mss + " ttl 63" + Router.FROM_ABOVE,
        MATCHED_V4,
        MSS_CLAMP_APPLIED);
  }

  private static void put(String map, int device, int mss) throws Exception {
    bed.put(map, Entries.u32(device), Entries.u16(mss));
  }
}
