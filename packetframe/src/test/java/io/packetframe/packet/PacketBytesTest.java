package io.packetframe.packet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The builder pinned to bytes that were written by hand, checksums by another program. */
class PacketBytesTest {
  private static final String MACS = "020000000001 020000000002 ";

  @Test
  void udpInIpv4() throws PacketTextException {
    // 4500+001e+4011+0a00+0001+c000+0209 = 15139 -> 513a -> aec5
    // 0a00+0001+c000+0209+0011+000a + 0005+0035+000a+0001 = cc6a -> 3395
    assertThat(bytes("udp 10.0.0.1:5 > 192.0.2.9:53 len 2"))
        .isEqualTo(
            hex(
                MACS
                    + "0800 45 00 001e 0000 0000 40 11 aec5 0a000001 c0000209"
                    + "0005 0035 000a 3395 0001"));
  }

  @Test
  void tagsStandBeforeTheEthertypeTheOutermostFirst() throws PacketTextException {
    assertThat(bytes("ethertype 0x88cc svlan 200 pcp 3 vlan 100 pcp 5 dei tag 0x9100 1 data ff"))
        .isEqualTo(hex(MACS + "88a8 60c8 8100 b064 9100 0001 88cc ff"));
    assertThat(bytes("ethertype 0x88cc qinq 200 100"))
        .isEqualTo(hex(MACS + "88a8 00c8 8100 0064 88cc"));
  }

  @Test
  void arpSaysWhoAsks() throws PacketTextException {
    assertThat(bytes("arp 10.0.0.2 > 10.0.0.1 to ff:ff:ff:ff:ff:ff from 02:aa:bb:cc:dd:ee pad 60"))
        .isEqualTo(
            hex(
                "ffffffffffff 02aabbccddee 0806 0001 0800 06 04 0001"
                    + "02aabbccddee 0a000002 000000000000 0a000001"
                    + "00".repeat(18)));
    assertThat(bytes("arp 10.0.0.2 > 10.0.0.1 reply"))
        .isEqualTo(
            hex(
                MACS
                    + "0806 0001 0800 06 04 0002"
                    + "020000000002 0a000002 020000000001 0a000001"));
  }

  @Test
  void tcpInIpv6WithAnMssAtAnOddOffset() throws PacketTextException {
    // 2001+0db8+1 + 2001+0db8+2 + 1c + 6 = 5b97
    // 1389+0050+0+1+0+0+7002+ffff+0+0 + 0102+0405+b400+0000 = 23ce2; with 5b97: 29879 -> 987b
    // The complement is 6784.
    assertThat(bytes("tcp [2001:db8::1]:5001 > [2001:db8::2]:80 syn seq 1 nop mss 1460 hop-by-hop"))
        .isEqualTo(
            hex(
                MACS
                    + "86dd 60000000 0024 00 40"
                    + "20010db8000000000000000000000001 20010db8000000000000000000000002"
                    + "06 00 01 04 00000000"
                    + "1389 0050 00000001 00000000 7002 ffff 6784 0000"
                    + "01 02 04 05 b4 00 00 00"));
  }

  @Test
  void optionsFragmentsAndServiceStandInTheirFields() throws PacketTextException {
    // 46b9+001c+1234+6003+0501+c0a8+0001+c0a8+0002+0102+0300 = 24362 -> 4364 -> bc9b
    assertThat(
            bytes(
                "ip 1 192.168.0.1 > 192.168.0.2 dscp 46 ecn 1 id 0x1234 df frag 24+ ttl 5"
                    + " options 010203 data 0a0b0c0d"))
        .isEqualTo(
            hex(
                MACS
                    + "0800 46 b9 001c 1234 6003 05 01 bc9b c0a80001 c0a80002 01020300"
                    + "0a0b0c0d"));
  }

  @Test
  void icmpv6CoversItsAddresses() throws PacketTextException {
    // fe80+1 + ff02+1 + 8 + 3a + 8500 = 282c6 -> 82c8 -> 7d37
    assertThat(bytes("icmp fe80::1 > ff02::1 type 133 ttl 255 flow 0x12345"))
        .isEqualTo(
            hex(
                MACS
                    + "86dd 60012345 0008 3a ff"
                    + "fe800000000000000000000000000001 ff020000000000000000000000000001"
                    + "85 00 7d37 00000000"));
  }

  @Test
  void aLieIsTheOnlyThingThatIsWrong() throws PacketTextException {
    // As above with 5500 and 0009: 513a + 1000 - 15 = 6125 -> 9eda
    assertThat(bytes("udp 10.0.0.1:5 > 192.0.2.9:53 len 2 wrong version 5 wrong total-length 9"))
        .isEqualTo(
            hex(
                MACS
                    + "0800 55 00 0009 0000 0000 40 11 9eda 0a000001 c0000209"
                    + "0005 0035 000a 3395 0001"));
  }

  @Test
  void aCutFrameEndsWhereItWasCut() throws PacketTextException {
    assertThat(bytes("udp 10.0.0.1:5 > 192.0.2.9:53 vlan 100 cut 17"))
        .isEqualTo(hex(MACS + "8100 0064 08"));
    assertThat(bytes("udp 10.0.0.1:5 > 192.0.2.9:53 len 9000")).hasSize(14 + 20 + 8 + 9000);
  }

  private static byte[] bytes(String text) throws PacketTextException {
    return PacketText.parse(text, Macs.ANY).bytes();
  }

  private static byte[] hex(String text) {
    return Bytes.hex(text.replace(" ", "")).array();
  }
}
