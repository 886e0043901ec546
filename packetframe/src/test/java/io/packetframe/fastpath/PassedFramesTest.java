package io.packetframe.fastpath;

import static io.packetframe.packet.Counter.ERR_HEAD_SHIFT;
import static io.packetframe.packet.Counter.ERR_PARSE;
import static io.packetframe.packet.Counter.MATCHED_BOTH;
import static io.packetframe.packet.Counter.MATCHED_DST_ONLY;
import static io.packetframe.packet.Counter.MATCHED_SRC_ONLY;
import static io.packetframe.packet.Counter.MATCHED_V4;
import static io.packetframe.packet.Counter.MATCHED_V6;
import static io.packetframe.packet.Counter.PASS_BAD_HEADER;
import static io.packetframe.packet.Counter.PASS_COMPLEX_HEADER;
import static io.packetframe.packet.Counter.PASS_FRAGMENT;
import static io.packetframe.packet.Counter.PASS_LOW_TTL;
import static io.packetframe.packet.Counter.PASS_MARTIAN;
import static io.packetframe.packet.Counter.PASS_NDP;
import static io.packetframe.packet.Counter.PASS_NOT_CONFIGURED;
import static io.packetframe.packet.Counter.PASS_NOT_IP;
import static io.packetframe.packet.Counter.PASS_NOT_OURS;
import static io.packetframe.packet.Counter.PASS_UNKNOWN_VLAN;

import io.packetframe.packet.HostView;
import io.packetframe.packet.VlanTag;
import io.packetframe.testing.KernelTest;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that are none of the fast path's business, before any route is asked for. */
@KernelTest
class PassedFramesTest {
  private static final String V4 = "udp 192.0.9.1:1000 > 192.0.2.9:53 len 32 ";
  private static final String V6 = "udp [2001:db8:a::1]:1000 > [2001:db8:f::9]:53 len 32 ";

  private static FastPathBed bed;

  @BeforeAll
  static void open() throws Exception {
    bed = FastPathBed.of(Variant.PRODUCTION);
    bed.mine(List.of(new HostView.Vlan(VlanTag.CUSTOMER, 5)), bed.router().above());
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
  void anythingButIp() throws Exception {
    bed.passes("arp 10.0.0.2 > 10.0.0.1 to ff:ff:ff:ff:ff:ff", PASS_NOT_IP);
    bed.passes("arp 10.0.0.2 > 10.0.0.1 vlan 42 to ff:ff:ff:ff:ff:ff", PASS_NOT_IP);
    bed.passes("ethertype 0x88cc data 0207 pad 60", PASS_NOT_IP);
    bed.passes(V4 + "vlan 5 vlan 5 vlan 5", PASS_NOT_IP);
  }

  @Test
  void framesForOthers() throws Exception {
    bed.passes(V4 + "to 02:00:00:00:00:77", PASS_NOT_OURS);
    bed.passes(V4 + "to 00:00:00:00:00:00", PASS_NOT_OURS);
    bed.passes(V4 + "to ff:ff:ff:ff:ff:ff", PASS_NOT_OURS);
    bed.passes(V6 + "to 33:33:00:00:00:01", PASS_NOT_OURS);
    bed.passes(V4 + "vlan 5 to 02:00:00:00:00:77", PASS_NOT_OURS);
  }

  @Test
  void tagsThatThePortHasNoDeviceFor() throws Exception {
    for (String tags : List.of("vlan 6", "svlan 5", "qinq 5 5", "qinq 9 5", "vlan 5 vlan 5")) {
      bed.passes(V4 + tags, PASS_UNKNOWN_VLAN);
      bed.passes(V6 + tags, PASS_UNKNOWN_VLAN);
    }
    bed.passes(V4 + "vlan 6 to ff:ff:ff:ff:ff:ff", PASS_UNKNOWN_VLAN);
  }

  @Test
  void headersThatLie() throws Exception {
    for (String lie :
        List.of(
            "wrong version 5",
            "wrong version 6",
            "wrong total-length 61",
            "wrong total-length 19",
            "wrong header-checksum 0",
            "wrong header-checksum 0xffff")) {
      bed.passes(V4 + lie, PASS_BAD_HEADER);
    }
    bed.passes(V6 + "wrong version 4", PASS_BAD_HEADER);
    bed.passes(V6 + "wrong payload-length 41", PASS_BAD_HEADER);
    bed.passes(V6 + "wrong payload-length 65535", PASS_BAD_HEADER);
  }

  @Test
  void headersThatTakeMoreThought() throws Exception {
    bed.passes(V4 + "options 01010100", PASS_COMPLEX_HEADER);
    bed.passes(V4 + "vlan 5 options 01010100", PASS_COMPLEX_HEADER);
    bed.passes(V4 + "wrong header-length 4", PASS_COMPLEX_HEADER);
    bed.passes(V6 + "hop-by-hop", PASS_COMPLEX_HEADER);
    bed.passes(V6 + "frag 0+", PASS_COMPLEX_HEADER);
    bed.passes("ip 50 2001:db8:a::1 > 2001:db8:f::9 len 32", PASS_COMPLEX_HEADER);
    bed.passes(V4 + "frag 0+", PASS_FRAGMENT);
    bed.passes(V4 + "frag 8", PASS_FRAGMENT);
    bed.passes(V4 + "vlan 5 frag 65528", PASS_FRAGMENT);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void hopsThatAreUsedUp(int ttl) throws Exception {
    bed.passes(V4 + "ttl " + ttl, PASS_LOW_TTL);
    bed.passes(V6 + "ttl " + ttl, PASS_LOW_TTL);
  }

  @ParameterizedTest
  @ValueSource(ints = {133, 134, 135, 136, 137})
  void neighbourDiscovery(int type) throws Exception {
    String message = "icmp 2001:db8:a::1 > 2001:db8:f::9 len 24 ttl 255 type " + type;
    bed.passes(message, PASS_NDP);
    bed.passes(message + " vlan 5", PASS_NDP);
  }

  @Test
  void framesThatEndTooSoon() throws Exception {
    bed.passes(V4 + "cut 33", ERR_PARSE);
    bed.passes(V6 + "cut 53", ERR_PARSE);
    bed.passes(V4 + "vlan 5 cut 17", ERR_PARSE);
    bed.passes(V4 + "qinq 5 5 cut 21", ERR_PARSE);
    bed.passes(V4 + "vlan 5 cut 18", ERR_PARSE);
    bed.passes("icmp 2001:db8:a::1 > 2001:db8:f::9 wrong payload-length 3 cut 57", ERR_PARSE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.1.2.3", "127.0.0.1", "169.254.1.1", "255.255.255.255"})
  void ipv4AddressesThatNoRouterForwards(String address) throws Exception {
    bed.passes(V4.replace("192.0.9.1", address), MATCHED_V4, MATCHED_DST_ONLY, PASS_MARTIAN);
  }

  @Test
  void multicastIsNotForwardedEvenWhereItIsListed() throws Exception {
    bed.passes(V4.replace("192.0.2.9", "239.1.1.1"), MATCHED_V4, MATCHED_BOTH, PASS_MARTIAN);
    bed.passes(V4.replace("192.0.9.1", "224.0.0.1"), MATCHED_V4, MATCHED_BOTH, PASS_MARTIAN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"::", "::1", "fe80::1", "febf::1", "ff02::1", "::ffff:192.0.2.1"})
  void ipv6AddressesThatNoRouterForwards(String address) throws Exception {
    bed.passes(V6.replace("2001:db8:a::1", address), MATCHED_V6, MATCHED_DST_ONLY, PASS_MARTIAN);
  }

  @Test
  void whatNoListHasMovesNoCounterOfItsOwn() throws Exception {
    bed.passes("udp 9.9.9.9:1 > 8.8.8.8:53");
    bed.passes("udp [2001:db9::1]:1 > [2001:db9::2]:53");
  }

  @Test
  void nothingIsForwardedThatNobodyConfigured() throws Exception {
    bed.configure(1);
    bed.passes(V6, PASS_NOT_CONFIGURED);
    bed.configure(2);
    bed.passes(V4, PASS_NOT_CONFIGURED);
    bed.put("CFG", Entries.u32(0), Entries.config(false, FastPathBed.BOTH_FAMILIES, 0, 2));
    bed.passes(V4, PASS_NOT_CONFIGURED);
    bed.put("CFG", Entries.u32(0), new byte[8]);
    bed.passes(V4, PASS_NOT_CONFIGURED);
  }

  @Test
  void aPortWhoseDriverShiftsFramesPassesThem() throws Exception {
    bed.configure(FastPathBed.BOTH_FAMILIES | FastPathBed.QUIRKS);
    bed.put("PORT_QUIRKS", Entries.u32(Router.LOOPBACK), Entries.u32(1));
    bed.passes(V4, ERR_HEAD_SHIFT);
    bed.delete("PORT_QUIRKS", Entries.u32(Router.LOOPBACK));
    bed.passes(V4.replace("192.0.2.9", "127.0.0.1"), MATCHED_V4, MATCHED_SRC_ONLY, PASS_MARTIAN);
  }
}
