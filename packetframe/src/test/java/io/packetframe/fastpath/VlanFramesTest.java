package io.packetframe.fastpath;

import static io.packetframe.packet.Counter.MATCHED_BOTH;
import static io.packetframe.packet.Counter.MATCHED_V4;
import static io.packetframe.packet.Counter.MATCHED_V6;
import static io.packetframe.packet.Counter.PASS_NOT_IN_DEVMAP;
import static io.packetframe.packet.Counter.PASS_TOO_LONG;

import io.packetframe.packet.HostView.EgressTag;
import io.packetframe.packet.HostView.Vlan;
import io.packetframe.packet.Macs;
import io.packetframe.packet.Packet;
import io.packetframe.packet.PacketText;
import io.packetframe.packet.VlanTag;
import io.packetframe.testing.KernelTest;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tags: every way in against every way out. */
@KernelTest
class VlanFramesTest {
  private static final String V4 = "udp 192.0.9.1:1000 > 198.51.100.9:53 len 32 ";
  private static final String V6 = "udp [2001:db8:a::1]:1000 > [2001:db8:e::9]:53 len 32 ";
  private static final String OUT = " ttl 63" + Router.FROM_ABOVE;
  private static final int WITH_VLANS = FastPathBed.BOTH_FAMILIES | FastPathBed.VLAN;

  private static final Vlan CUSTOMER = new Vlan(VlanTag.CUSTOMER, 6);

  private static FastPathBed bed;

  @BeforeAll
  static void open() throws Exception {
    bed = FastPathBed.of(Variant.PRODUCTION);
    for (String tags : List.of("vlan 5", "svlan 7", "qinq 7 8")) {
      bed.mine(vlans(tags), bed.router().in());
    }
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  @BeforeEach
  void configure() throws Exception {
    bed.configure(WITH_VLANS);
  }

  /** In, the egress device's tags, and the tags that leave: PCP and DEI of the same level. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          '',                                 '',         ''
          '',                                 vlan 6,     vlan 6
          '',                                 svlan 9,    svlan 9
          '',                                 qinq 10 11, qinq 10 11
          vlan 0 pcp 3,                       '',         ''
          vlan 0 pcp 3,                       vlan 6,     vlan 6 pcp 3
          vlan 0 pcp 3 dei,                   svlan 9,    svlan 9 pcp 3 dei
          vlan 0 pcp 3,                       qinq 10 11, svlan 10 pcp 3 vlan 11
          svlan 0 pcp 1,                      vlan 6,     vlan 6 pcp 1
          vlan 5,                             '',         ''
          vlan 5,                             vlan 5,     vlan 5
          vlan 5,                             vlan 6,     vlan 6
          vlan 5 pcp 7 dei,                   '',         ''
          vlan 5 pcp 7 dei,                   vlan 5,     vlan 5 pcp 7 dei
          vlan 5 pcp 7 dei,                   vlan 6,     vlan 6 pcp 7 dei
          vlan 5 pcp 5,                       svlan 9,    svlan 9 pcp 5
          vlan 5 dei,                         qinq 10 11, svlan 10 dei vlan 11
          svlan 7 pcp 2,                      '',         ''
          svlan 7 pcp 2,                      vlan 6,     vlan 6 pcp 2
          svlan 7 pcp 2,                      svlan 7,    svlan 7 pcp 2
          svlan 7 pcp 2,                      qinq 7 11,  svlan 7 pcp 2 vlan 11
          svlan 7 pcp 4 vlan 8 pcp 6 dei,     '',         ''
          svlan 7 pcp 4 vlan 8 pcp 6 dei,     vlan 6,     vlan 6 pcp 4
          svlan 7 pcp 4 vlan 8 pcp 6 dei,     svlan 9,    svlan 9 pcp 4
          svlan 7 pcp 4 vlan 8 pcp 6 dei,     qinq 7 8,   svlan 7 pcp 4 vlan 8 pcp 6 dei
          svlan 7 pcp 4 vlan 8 pcp 6 dei,     qinq 10 11, svlan 10 pcp 4 vlan 11 pcp 6 dei
          vlan 0 pcp 1 vlan 5 pcp 2,          '',         ''
          vlan 0 pcp 1 vlan 5 pcp 2,          vlan 6,     vlan 6 pcp 1
          vlan 5 pcp 2 vlan 0 pcp 1,          vlan 6,     vlan 6 pcp 2
          vlan 0 vlan 0,                      '',         ''
          """)
  void everyTagInAgainstEveryTagOut(String in, String egress, String out) throws Exception {
    bed.above(vlans(egress).toArray(Vlan[]::new));
    bed.forwards(V4 + in, V4 + out + OUT, MATCHED_V4, MATCHED_BOTH);
    bed.forwards(V6 + in, V6 + out + OUT, MATCHED_V6, MATCHED_BOTH);
    bed.configure(FastPathBed.BOTH_FAMILIES);
    bed.passes(V4 + in, MATCHED_V4, MATCHED_BOTH, PASS_NOT_IN_DEVMAP);
    bed.passes(V6 + in, MATCHED_V6, MATCHED_BOTH, PASS_NOT_IN_DEVMAP);
  }

  @Test
  void aQosMapOfTheEgressDeviceChangesPriorities() throws Exception {
    bed.above(Router.MTU, List.of(new EgressTag(CUSTOMER, List.of(7, 6, 5, 4, 3, 2, 1, 0))));
    for (int pcp = 0; pcp < 8; pcp++) {
      String out = V4 + "vlan 6 pcp " + (7 - pcp) + " dei" + OUT;
      bed.forwards(V4 + "vlan 5 dei pcp " + pcp, out, MATCHED_V4, MATCHED_BOTH);
    }
    bed.above(Router.MTU, List.of(new EgressTag(CUSTOMER, List.of(4, 0, 0, 0, 0, 0, 0, 0))));
    bed.forwards(V4, V4 + "vlan 6 pcp 4" + OUT, MATCHED_V4, MATCHED_BOTH);
  }

  @Test
  void oneTagAlwaysFitsAndTheSecondTakesRoomFromThePacket() throws Exception {
    String whole = V4.replace("len 32", "len 1472 ");
    bed.above(CUSTOMER);
    bed.forwards(whole, whole + "vlan 6" + OUT, MATCHED_V4, MATCHED_BOTH);
    bed.above(vlans("qinq 10 11").toArray(Vlan[]::new));
    bed.passes(whole, MATCHED_V4, MATCHED_BOTH, PASS_TOO_LONG);
    String less = V4.replace("len 32", "len 1468 ");
    bed.forwards(less, less + "qinq 10 11" + OUT, MATCHED_V4, MATCHED_BOTH);
    bed.forwards(less + "vlan 5", less + "qinq 10 11" + OUT, MATCHED_V4, MATCHED_BOTH);
  }

  @Test
  void theMtuOfADeviceBelowTheRouteCounts() throws Exception {
    bed.above(1400, List.of(new EgressTag(CUSTOMER, List.of(0, 1, 2, 3, 4, 5, 6, 7))));
    String fits = V4.replace("len 32", "len 1372 ");
    bed.forwards(fits, fits + "vlan 6" + OUT, MATCHED_V4, MATCHED_BOTH);
    bed.passes(V4.replace("len 32", "len 1373"), MATCHED_V4, MATCHED_BOTH, PASS_TOO_LONG);
  }

  private static List<Vlan> vlans(String text) throws Exception {
    String frame = "udp 192.0.2.1:1 > 192.0.2.2:2 " + text;
    return ((Packet) PacketText.parse(frame, Macs.ANY))
        .tags().stream().map(tag -> new Vlan(tag.tpid(), tag.vid())).toList();
  }
}
