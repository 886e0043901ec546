package io.packetframe.verifier.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A port that may carry anything, and what is believed of it. */
class FrameTest {
  private final Nonce nonce = Nonce.draw();
  private final FrameReader reader = new FrameReader(nonce);
  private final ByteArrayOutputStream port = new ByteArrayOutputStream();

  private static byte[] frame(String payload, int sequence, Nonce nonce) {
    return FrameWriter.frame(payload.getBytes(StandardCharsets.UTF_8), sequence, nonce);
  }

  private List<String> readAll() {
    return reader.take(ByteBuffer.wrap(port.toByteArray()));
  }

  @Test
  void whatIsSentArrivesInAnyPortions() throws IOException {
    FrameWriter writer = new FrameWriter(port, nonce);
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Message message = new Message.AgentFailed("número " + "x".repeat(i * 7));
      writer.send(message);
      sent.add(MessageCodec.encode(message));
    }
    Random random = new Random(7);
    ByteBuffer all = ByteBuffer.wrap(port.toByteArray());
    List<String> arrived = new ArrayList<>();
    while (all.hasRemaining()) {
      int length = Math.min(all.remaining(), 1 + random.nextInt(40));
      arrived.addAll(reader.take(all.slice(all.position(), length)));
      all.position(all.position() + length);
    }
    assertThat(arrived).isEqualTo(sent);
    assertThat(reader.damage()).isEqualTo(new Damage(0, 0, 0, 0, 0));
  }

  @Test
  void kernelMessagesBetweenFramesHarmNothing() throws IOException {
    port.write(frame("a", 0, nonce));
    port.write("[    1.000000] success\r\n".getBytes(StandardCharsets.US_ASCII));
    port.write(frame("b", 1, nonce));
    assertThat(readAll()).containsExactly("a", "b");
    assertThat(reader.damage().isHarmless()).isTrue();
    assertThat(reader.damage().noise()).isPositive();
  }

  @Test
  void whoDoesNotKnowTheNonceIsNotBelieved() throws IOException {
    port.write(frame("forged", 0, Nonce.draw()));
    port.write(frame("true", 0, nonce));
    assertThat(readAll()).containsExactly("true");
    assertThat(reader.damage().forged()).isEqualTo(1);
    assertThat(reader.damage().isHarmless()).isTrue();
  }

  @Test
  void aStrangersLengthDoesNotMakeUsWait() throws IOException {
    byte[] forged = frame("x", 0, Nonce.draw());
    ByteBuffer.wrap(forged).putInt(4, FrameWriter.LONGEST);
    port.write(forged);
    port.write(frame("true", 0, nonce));
    assertThat(readAll()).containsExactly("true");
  }

  @Test
  void aRepeatedFrameCountsOnce() throws IOException {
    byte[] frame = frame("a", 0, nonce);
    port.write(frame);
    port.write(frame);
    port.write(frame("b", 1, nonce));
    port.write(frame);
    assertThat(readAll()).containsExactly("a", "b");
    assertThat(reader.damage().repeated()).isEqualTo(2);
  }

  @Test
  void aTornFrameHidesNoneBehindIt() throws IOException {
    byte[] torn = frame("this one is torn", 0, nonce);
    port.write(torn, 0, torn.length / 2 + 8);
    port.write(frame("b", 1, nonce));
    port.write(frame("c", 2, nonce));
    assertThat(readAll()).containsExactly("b", "c");
    assertThat(reader.damage().lost()).isEqualTo(1);
    assertThat(reader.damage().isHarmless()).isFalse();
  }

  @Test
  void aFlippedBitIsSeen() throws IOException {
    for (int at = 0; at < 34; at++) {
      FrameReader fresh = new FrameReader(nonce);
      byte[] frame = frame("payload", 0, nonce);
      frame[at] ^= 1;
      assertThat(fresh.take(ByteBuffer.wrap(frame))).as("byte " + at).isEmpty();
    }
  }

  @Test
  void anImpossibleLengthIsRefused() throws IOException {
    byte[] frame = frame("x", 0, nonce);
    ByteBuffer.wrap(frame).putInt(4, -1);
    port.write(frame);
    assertThat(readAll()).isEmpty();
    assertThat(reader.damage().broken()).isEqualTo(1);
  }

  @Test
  void noiseOfAnyKindGivesNoFrame() {
    Random random = new Random(11);
    for (int i = 0; i < 200; i++) {
      byte[] noise = new byte[random.nextInt(500)];
      random.nextBytes(noise);
      assertThat(reader.take(ByteBuffer.wrap(noise))).isEmpty();
    }
  }

  @Test
  void theNonceDoesNotPrintItself() {
    assertThat(nonce.toString()).doesNotContain(nonce.hex());
    assertThat(Nonce.ofHex(nonce.hex() + "\n").hex()).isEqualTo(nonce.hex());
  }
}
