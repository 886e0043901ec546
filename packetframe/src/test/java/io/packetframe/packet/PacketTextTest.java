package io.packetframe.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacketTextTest {
  private static final List<String> CANONICAL =
      List.of(
          "udp 10.0.0.1:5 > 192.0.2.9:53 vlan 100",
          "udp [2001:db8::1]:5 > [::2]:53 svlan 200 pcp 3 vlan 100 pcp 5 dei ttl 1 flow 7 len 10",
          "tcp 10.0.0.1:5 > 192.0.2.9:80 fin syn ack cwr seq 4294967295 ack-number 2 reserved 1"
              + " window 0 urgent 3 nop mss 1460 wscale 7 sack-permitted option 0804aabb end end"
              + " mss 9",
          "tcp 10.0.0.1:5 > 192.0.2.9:80 rst data ff wrong data-offset 4 wrong checksum 0x1",
          "icmp 10.0.0.1 > 192.0.2.9 type 3 code 4 rest 1400 len 28",
          "icmp fe80::1 > ff02::1 type 135 code 0".replace(" code 0", ""),
          "ip 47 10.0.0.1 > 192.0.2.9 from 0a:00:00:00:00:01 to 01:00:5e:00:00:01 data 00",
          "udp 10.0.0.1:5 > 192.0.2.9:53 ttl 0 dscp 46 ecn 3 id 65535 reserved-bit df frag 65528+"
              + " options 94040000 wrong checksum 0x0 wrong version 6 wrong header-checksum 0xffff",
          "udp [::1]:5 > [::2]:53 hop-by-hop destination-options frag 0+ wrong udp-length 7"
              + " wrong payload-length 9999",
          "ip 59 ::1 > ::2 ext 43 060007000000 ext 60 0100000000000000000000000000"
              + " ext 44 ff000000000001",
          "arp 10.0.0.1 > 10.0.0.2 reply pad 60",
          "ethertype 0x88cc tag 0x9100 5 pcp 7 len 46 trailer 01",
          "udp 10.0.0.1:5 > 192.0.2.9:53 pad 60 cut 41",
          "hex 0200");

  @Test
  void textIsPacketIsText() throws PacketTextException {
    for (String text : CANONICAL) {
      Frame frame = PacketText.parse(text, Macs.ANY);

      assertThat(PacketText.format(frame, Macs.ANY)).isEqualTo(text);
      assertThat(PacketText.parse(PacketText.format(frame, Macs.ANY), Macs.ANY)).isEqualTo(frame);
    }
  }

  @Test
  void bytesThatWeWriteAreReadAsTheSamePacket() throws PacketTextException {
    for (String text : CANONICAL) {
      // A cut packet is another one, and what stands behind the offset of a fragment is no header.
      if (!text.contains("cut") && !text.contains("65528") && !text.contains("0x9100")) {
        Frame frame = PacketText.parse(text, Macs.ANY);

        assertThat(FrameReader.read(frame.bytes())).as(text).isEqualTo(frame);
      }
    }
  }

  @Test
  void everyFrameHasATextThatMakesItAgain() throws PacketTextException {
    long seed = Long.getLong("packets.seed", 20261121L);
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes =
          PacketText.parse(CANONICAL.get(random.nextInt(CANONICAL.size())), Macs.ANY).bytes();
      for (int damage = random.nextInt(4); damage > 0; damage--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      bytes = Arrays.copyOf(bytes, random.nextInt(3) == 0 ? random.nextInt(100) : bytes.length);

      String text = PacketText.format(FrameReader.read(bytes), Macs.ANY);

      assertThat(PacketText.parse(text, Macs.ANY).bytes())
          .as("seed %s: %s", seed, text)
          .isEqualTo(bytes);
    }
  }

  @Test
  void aFrameSaysItsMacsOnlyWhereTheyAreOthers() throws PacketTextException {
    Frame frame = PacketText.parse("udp 10.0.0.1:5 > 192.0.2.9:53", Macs.ANY);
    Macs other =
        new Macs(/* destination= */ Macs.ANY.source(), /* source= */ Macs.ANY.destination());

    assertThat(PacketText.format(frame, other))
        .isEqualTo("udp 10.0.0.1:5 > 192.0.2.9:53 from 02:00:00:00:00:02 to 02:00:00:00:00:01");
  }

  @Test
  void hexIsTakenAsToolsPrintIt() throws PacketTextException {
    assertThat(PacketText.parse("hex 0200 00:01 ff", Macs.ANY).bytes())
        .isEqualTo(new byte[] {2, 0, 0, 1, -1});
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "udo 10.0.0.1:5 > 192.0.2.9:53 | 1 | `udo` is no kind of packet | did you mean `udp`?",
        "udp 10.0.0.1:5 > 192.0.2.9:53 vlna 100 | 31 | `vlna` is no word of a packet |"
            + " did you mean `vlan`?",
        "udp 10.0.0.1:5 > 192.0.2.9:53 vlan 4096 | 36 | `4096` is too much: a VID is 0 to 4095 | -",
        "udp 10.0.0.1:5 > 192.0.2.9:53 vlan | 35 | a VID is missing at the end | -",
        "udp 10.0.0.1 > 192.0.2.9 | 5 | `10.0.0.1` has no port |"
            + " write `192.0.2.1:53` or `[2001:db8::1]:53`",
        "udp ::1:5 > ::2:53 | 5 | `::1:5` has no port |"
            + " write `192.0.2.1:53` or `[2001:db8::1]:53`",
        "udp 10.0.0.300:5 > 192.0.2.9:53 | 5 |"
            + " `10.0.0.300:5` is no address: octet 300 is above 255 | -",
        "udp 10.0.0.1:5 192.0.2.9:53 | 16 | `192.0.2.9:53` stands where `>` should be | -",
        "udp 10.0.0.1:5 > [::2]:53 | 18 | `[::2]:53` is not of the family of 10.0.0.1 | -",
        "udp 10.0.0.1:5 > 192.0.2.9:53 mss 1460 | 31 |"
            + " `mss` says nothing about this one: it is for TCP segments | -",
        "udp 10.0.0.1:5 > 192.0.2.9:53 ttl 5 ttl 6 | 37 | `ttl` is said twice | -",
        "udp 10.0.0.1:5 > 192.0.2.9:53 pcp 5 | 31 |"
            + " `pcp` stands behind the tag that it belongs to, and there is none yet | -",
        "udp 10.0.0.1:5 > 192.0.2.9:53 frag 9 | 36 |"
            + " `9` is no multiple of 8, as the offset of a fragment is | -",
        "udp 10.0.0.1:5 > 192.0.2.9:53 len 5 data 00 | 42 |"
            + " `00` says a second time what the packet carries | -",
        "udp 10.0.0.1:5 > 192.0.2.9:53 wrong ttl 5 | 37 |"
            + " `ttl` is no field that can be wrong | -",
        "udp 10.0.0.1:5 > 192.0.2.9:53 wrong data-offset 5 | 37 |"
            + " `data-offset` is no field of this packet | -",
        "ethertype 0x88cc data 123 | 23 | `123` is no hex: a byte has two digits | -",
        "arp ::1 > ::2 | 11 | `::2` is an IPv6 address, and ARP is for IPv4 | -",
        "udp 10.0.0.1:5 > 192.0.2.9:53 from 1 | 36 | `1` is no MAC address: a MAC address is six"
            + " pairs of hex digits with colons between | -",
        "udp 10.0.0.1:5 > 192.0.2.9:53 len 65535 pad 9 | 45 |"
            + " `9` ends a frame of 65577 bytes, which none can have | -",
      })
  void whatIsWrongIsSaidWithItsPlace(String text, int column, String what, String suggestion) {
    PacketTextException failure =
        catchThrowableOfType(
            PacketTextException.class, () -> PacketText.parse(text.strip(), Macs.ANY));

    assertThat(failure).hasMessage("column " + column + ": " + what);
    assertThat(failure.column()).isEqualTo(column);
    assertThat(failure.remedy().orElse(null)).isEqualTo(suggestion);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "udp", "udp 1", "\u001b[31m", "hex 0", "ip 300 ::1 > ::2"})
  void whatIsNoPacketIsRefused(String text) {
    PacketTextException failure =
        catchThrowableOfType(PacketTextException.class, () -> PacketText.parse(text, Macs.ANY));

    assertThat(failure).isNotNull();
    assertThat(failure.getMessage()).doesNotContain("\u001b");
  }
}
