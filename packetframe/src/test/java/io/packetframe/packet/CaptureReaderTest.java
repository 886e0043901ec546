package io.packetframe.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.packetframe.packet.CaptureReader.Captured;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureReaderTest {
  private static final String LITTLE =
      "d4c3b2a1 0200 0400 00000000 00000000 ffff0000 01000000"
          + "05000000 07000000 02000000 3c000000 aabb"
          + "06000000 00000000 00000000 00000000";
  private static final String BIG_NANOSECONDS =
      "a1b23c4d 0002 0004 00000000 00000000 0000ffff 00000001"
          + "00000005 00000007 00000002 0000003c aabb";

  @Test
  void framesAreReadInEitherByteOrder() throws IOException, CaptureException {
    assertThat(Captures.read(LITTLE))
        .containsExactly(
            new Captured(Instant.ofEpochSecond(5, 7000), 60, Bytes.hex("aabb")),
            new Captured(Instant.ofEpochSecond(6), 0, Bytes.NONE));
    assertThat(Captures.read(BIG_NANOSECONDS))
        .containsExactly(new Captured(Instant.ofEpochSecond(5, 7), 60, Bytes.hex("aabb")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | 0 | the file ends in its header",
        "d4c3b2a1 0200 | 6 | the file ends in its header",
        "00112233 0200 0400 00000000 00000000 ffff0000 01000000 | 0 | this is no pcap file",
        "d4c3b2a1 0200 0400 00000000 00000000 ffff0000 71000000 | 20 |"
            + " the frames are of link type 113, not of Ethernet (1)",
        "d4c3b2a1 0200 0400 00000000 00000000 ffff0000 01000000 05 | 25 |"
            + " the file ends in the header of a frame",
        "d4c3b2a1 0200 0400 00000000 00000000 ffff0000 01000000"
            + " 05000000 07000000 01000400 3c000000 | 32 |"
            + " a frame of 262145 bytes: none is longer than 262144",
        "d4c3b2a1 0200 0400 00000000 00000000 ffff0000 01000000"
            + " 05000000 07000000 ffffffff 3c000000 | 32 |"
            + " a frame of 4294967295 bytes: none is longer than 262144",
        "d4c3b2a1 0200 0400 00000000 00000000 ffff0000 01000000"
            + " 05000000 40420f00 00000000 3c000000 | 28 |"
            + " a time with more than a second behind it",
        "d4c3b2a1 0200 0400 00000000 00000000 ffff0000 01000000"
            + " 05000000 07000000 00000400 3c000000 aabb | 42 |"
            + " the file ends in a frame of 262144 bytes",
      })
  void whatIsWrongIsSaidWithItsPlace(String hex, long offset, String what) {
    CaptureException failure =
        catchThrowableOfType(CaptureException.class, () -> Captures.read(hex));

    assertThat(failure).hasMessage("byte " + offset + ": " + what);
    assertThat(failure.offset()).isEqualTo(offset);
  }

  @Test
  void everyShorterCaptureEndsWithItsFramesOrAPlace() throws IOException, CaptureException {
    byte[] whole = Captures.bytes(LITTLE);
    for (int length = 0; length < whole.length; length++) {
      byte[] shorter = Arrays.copyOf(whole, length);
      if (length == 24 || length == 42) {
        assertThat(Captures.read(shorter)).hasSize(length == 24 ? 0 : 1);
      } else {
        assertThatThrownBy(() -> Captures.read(shorter)).isInstanceOf(CaptureException.class);
      }
    }
  }

  @Test
  void damageIsAnErrorOfOursOrAnotherCapture() throws IOException {
    Random random = new Random(20261121);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = Captures.bytes(random.nextBoolean() ? LITTLE : BIG_NANOSECONDS);
      for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        Captures.read(damaged);
      } catch (CaptureException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }
}
