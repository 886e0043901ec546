package io.packetframe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.packetframe.PacketFrameException;
import io.packetframe.packet.CaptureException;
import io.packetframe.packet.Macs;
import io.packetframe.packet.PacketText;
import io.packetframe.packet.PacketTextException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacketArgumentTest {
  private static final String SENTENCE = "udp 10.0.0.1:5 > 192.0.2.9:53 vlan 100";
  private static final String SHORTEST = "02000000000102000000000208ff";
  private static final int TRIES = 20_000;

  @TempDir private Path folder;

  @Test
  void aSentenceGoesToThePort() throws PacketFrameException {
    assertThat(PacketArgument.read(SENTENCE, Macs.ANY))
        .isEqualTo(PacketText.parse(SENTENCE, Macs.ANY).bytes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SHORTEST,
        "0x02000000000102000000000208FF",
        "02:00:00:00:00:01 02-00-00-00-00-02 08ff",
        "0x02 0x00 0x00 0x00 0x00 0x01 02000000 0002\n08ff",
        "hex " + SHORTEST
      })
  void hexMayHaveWhateverPeoplePutBetween(String text) throws PacketFrameException {
    assertThat(PacketArgument.read(text, Macs.ANY)).asHexString().isEqualToIgnoringCase(SHORTEST);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0200000 | 7 hex digits: two make a byte",
        "02000000 | a frame of 4 bytes: an Ethernet header alone has 14",
        "hex 0200 | a frame of 2 bytes: an Ethernet header alone has 14",
      })
  void whatIsNoFrameIsRefused(String text, String message) {
    assertThatThrownBy(() -> PacketArgument.read(text, Macs.ANY))
        .isInstanceOf(PacketArgument.Wrong.class)
        .hasMessage(message);
  }

  @Test
  void aWordThatIsNoneIsRefusedWithItsColumn() {
    PacketTextException failure =
        catchThrowableOfType(
            PacketTextException.class,
            () -> PacketArgument.read("udp 10.0.0.1:5 > 192.0.2.9:53 vlna 100", Macs.ANY));
    assertThat(failure.column()).isEqualTo(31);
    assertThat(failure.remedy()).hasValue("did you mean `vlan`?");
  }

  @Test
  void framesOfACaptureAreCountedFrom1() throws Exception {
    Path capture = capture("two.pcap", 14, 60);
    assertThat(PacketArgument.read(capture.toString(), Macs.ANY)).hasSize(14);
    assertThat(PacketArgument.read(capture + ":1", Macs.ANY)).hasSize(14);
    assertThat(PacketArgument.read(capture + ":2", Macs.ANY)).hasSize(60);
    assertThatThrownBy(() -> PacketArgument.read(capture + ":3", Macs.ANY))
        .isInstanceOf(PacketArgument.Wrong.class)
        .hasMessage(capture + " has 2 frames, and no frame 3");
    assertThatThrownBy(() -> PacketArgument.read(capture + ":0", Macs.ANY))
        .isInstanceOf(PacketArgument.Wrong.class)
        .hasMessage("frames of a capture are counted from 1");
  }

  @Test
  void aCaptureNeedsNoEndingWhereThereIsSuchAFile() throws Exception {
    Path capture = capture("dump", 20);
    assertThat(PacketArgument.read(capture.toString(), Macs.ANY)).hasSize(20);
  }

  @Test
  void aFrameThatWasCutIsRefused() throws Exception {
    Path capture = capture("cut.pcap", 60);
    byte[] content = Files.readAllBytes(capture);
    ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putInt(24 + 12, 1500);
    Files.write(capture, content);
    assertThatThrownBy(() -> PacketArgument.read(capture.toString(), Macs.ANY))
        .isInstanceOf(PacketArgument.Wrong.class)
        .hasMessageContaining("only 60 of its 1500 bytes were captured");
  }

  @Test
  void aFileThatIsNoneOrNotThereIsSaid() throws Exception {
    Path text = Files.writeString(folder.resolve("text.pcap"), "no capture, and long enough");
    assertThatThrownBy(() -> PacketArgument.read(text.toString(), Macs.ANY))
        .isInstanceOf(CaptureException.class)
        .hasMessage("byte 0: this is no pcap file");
    assertThatThrownBy(() -> PacketArgument.read(folder.resolve("none.pcap") + ":2", Macs.ANY))
        .hasMessageEndingWith("none.pcap: no such file or directory");
    assertThatThrownBy(() -> PacketArgument.read(folder + "/nul\0.pcap", Macs.ANY))
        .isInstanceOf(PacketArgument.Wrong.class)
        .hasMessageContaining("nul\\u{0}.pcap is no path");
  }

  /** Whatever a person or a file says: a frame, or a failure with a message. */
  @Test
  void nothingElseIsThrown() throws Exception {
    Random random = new Random(42);
    byte[] capture = Files.readAllBytes(capture("good.pcap", 14, 60, 100));
    Path changed = folder.resolve("changed.pcap");
    for (int i = 0; i < TRIES; i++) {
      readOrFail(mutated(SENTENCE + " ttl 3 pcp 2 syn 0x02:00", random));
    }
    for (int i = 0; i < TRIES / 20; i++) {
      byte[] bytes = capture.clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Files.write(changed, bytes);
      readOrFail(changed + ":" + (1 + random.nextInt(4)));
    }
  }

  private static void readOrFail(String text) {
    try {
      assertThat(PacketArgument.read(text, Macs.ANY)).hasSizeGreaterThanOrEqualTo(14);
    } catch (PacketFrameException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static String mutated(String text, Random random) {
    StringBuilder mutated = new StringBuilder(text);
    for (int change = random.nextInt(5); change >= 0; change--) {
      int at = random.nextInt(mutated.length());
      switch (random.nextInt(4)) {
        case 0 -> mutated.setCharAt(at, (char) random.nextInt(0x180));
        case 1 -> mutated.deleteCharAt(at);
        case 2 -> mutated.setLength(at + 1);
        default -> mutated.insert(at, text.substring(random.nextInt(text.length())));
      }
      if (mutated.isEmpty()) {
        return "";
      }
    }
    return mutated.toString();
  }

  /** Writes a capture of frames of those lengths. */
  private Path capture(String name, int... lengths) throws Exception {
    ByteBuffer content = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
    content.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4);
    content.putInt(0).putInt(0).putInt(0xffff).putInt(1);
    for (int length : lengths) {
      content.putInt(1).putInt(2).putInt(length).putInt(length);
      content.put(new byte[length]);
    }
    byte[] written = new byte[content.position()];
    content.get(0, written);
    return Files.write(folder.resolve(name), written);
  }
}
