package io.packetframe.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameDiffTest {
  private static final String BEFORE = "tcp 10.0.0.1:5 > 192.0.2.9:80 vlan 100 pcp 5 syn mss 1460";

  @Test
  void aForwardedFrameTellsWhatBecameOfIt() throws PacketTextException {
    assertThat(
            lines(
                BEFORE,
                "tcp 10.0.0.1:5 > 192.0.2.9:80 svlan 7 pcp 5 vlan 8 ttl 63 syn mss 1300"
                    + " to 02:00:00:00:02:99"))
        .containsExactly(
            "= destination mac  02:00:00:00:00:01 -> 02:00:00:00:02:99",
            "= tag 1            802.1Q vid 100 pcp 5 -> 802.1ad vid 7 pcp 5",
            "+ tag 2            802.1Q vid 8 pcp 0  (81000008)",
            "= ipv4 ttl         64 -> 63",
            "= ipv4 checksum    0xaec2 -> 0xafc2",
            "= tcp checksum     0xcbc7 -> 0xcc67",
            "= tcp options      mss 1460 -> mss 1300",
            "  the other 43 bytes are the same");
  }

  @Test
  void aTagThatWasTakenAwayIsSaid() throws PacketTextException {
    assertThat(lines("udp 10.0.0.1:5 > 192.0.2.9:53 vlan 100", "udp 10.0.0.1:5 > 192.0.2.9:53"))
        .containsExactly(
            "- tag 1  802.1Q vid 100 pcp 0  (81000064)", "  the other 42 bytes are the same");
  }

  @Test
  void dataThatDiffersIsShownFromWhereItDoes() throws PacketTextException {
    assertThat(
            lines(
                "ethertype 0x88cc data 000102030405060708090a0b0c0d0e0f",
                "ethertype 0x88cc data 000102030405ff0708090a0b0c0d0e0f"))
        .containsExactly(
            "= data  16 bytes, other bytes from the 7. on: 060708090a0b0c0d0e0f ->"
                + " ff0708090a0b0c0d0e0f",
            "  the other 14 bytes are the same");
  }

  @Test
  void equalFramesSaySo() throws PacketTextException {
    assertThat(lines(BEFORE, BEFORE)).containsExactly("every byte is the same");
  }

  @Test
  void noByteIsOutsideOfThePartsAndNoChangeIsHidden() throws PacketTextException {
    Random random = new Random(20261121);
    byte[] whole = PacketText.parse(BEFORE + " len 9 pad 90", Macs.ANY).bytes();
    for (int i = 0; i < 5_000; i++) {
      byte[] changed = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
      changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
      int covered = 0;
      for (FrameField field : FrameField.of(changed)) {
        assertThat(field.offset()).isEqualTo(covered);
        covered += field.length();
      }

      assertThat(covered).isEqualTo(changed.length);
      assertThat(FrameDiff.between(whole, changed).changes()).isNotEmpty();
    }
  }

  private static List<String> lines(String before, String after) throws PacketTextException {
    return FrameDiff.between(
            PacketText.parse(before, Macs.ANY).bytes(), PacketText.parse(after, Macs.ANY).bytes())
        .lines();
  }
}
