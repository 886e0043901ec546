package io.packetframe.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.packetframe.packet.CaptureReader.Captured;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PcapngTest {
  private static final int SECTION = 0x0a0d0d0a;
  private static final int INTERFACE = 1;
  private static final int SIMPLE = 3;
  private static final int NAMES = 4;
  private static final int ENHANCED = 6;

  private static final String HEADER = "1a2b3c4d 0001 0000 ffffffffffffffff";
  private static final String ETHERNET = "0001 0000 00040000";
  private static final String SECONDS = "00000000 00000005";

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void framesAreReadInEitherByteOrder(boolean bigEndian) throws Exception {
    Blocks blocks =
        new Blocks(bigEndian)
            .header()
            .linked(1)
            .interfaceWith((byte) 9, 100)
            .frame(0, 1_500_000L, 60, 0xaa, 0xbb, 0xcc)
            .block(NAMES, 0, 0)
            .frame(1, 5_000_000_007L, 2, 0xdd)
            .simple(3, 1, 2, 3)
            .header()
            .linked(1)
            .frame(0, 2_000_000L, 1, 0xee);
    assertThat(Captures.read(blocks.bytes()))
        .containsExactly(
            new Captured(Instant.ofEpochSecond(1, 500_000_000), 60, Bytes.hex("aabbcc")),
            new Captured(Instant.ofEpochSecond(105, 7), 2, Bytes.hex("dd")),
            new Captured(Instant.EPOCH, 3, Bytes.hex("010203")),
            new Captured(Instant.ofEpochSecond(2), 1, Bytes.hex("ee")));
  }

  /** Times are 64 bits in fractions of any power of 2 or 10. */
  @ParameterizedTest
  @CsvSource({"0, 3, 3.000000000", "1, 31, 3.100000000", "137, 1536, 3.000000000"})
  void ticksAreWhatTheInterfaceSays(int resolution, long ticks, String seconds) throws Exception {
    Blocks blocks =
        new Blocks(false).header().interfaceWith((byte) resolution, 0).frame(0, ticks, 0);
    Instant time = Captures.read(blocks.bytes()).getFirst().time();
    assertThat(time.getEpochSecond() + "." + "%09d".formatted(time.getNano())).isEqualTo(seconds);
  }

  @Test
  void whatIsWrongIsSaidWithItsPlace() throws Exception {
    Blocks start = new Blocks(true).header().linked(1);
    assertWrong(Captures.bytes("0a0d0d0a 0000"), 6, "the file ends in its header");
    assertWrong(
        Captures.bytes("0a0d0d0a 0000001c 11223344"), 8, "a section without its byte-order magic");
    assertWrong(Captures.bytes("0a0d0d0a 0000001d " + HEADER), 4, "a block of 29 bytes");
    assertWrong(Captures.bytes("0a0d0d0a 00000010 " + HEADER), 4, "a section header of 16 bytes");
    assertWrong(
        Captures.bytes("0a0d0d0a 0000001c 1a2b3c4d 0002"), 12, "pcapng of version 2, not 1");
    assertWrong(start.then("00000006 00000000"), 52, "a block of 0 bytes");
    assertWrong(start.then("00000006 0000000c 0000000c"), 52, "a block of 12 bytes");
    assertWrong(start.then("00000006 80000000"), 52, "a block of 2147483648 bytes");
    assertWrong(start.then("00000002 00000010"), 48, "a frame in a block of an obsolete kind (2)");
    assertWrong(start.then("00000099 80000000 00"), 57, "the file ends in a block");
    assertWrong(
        start.then("00000004 00000010 00000000 00000014"),
        60,
        "a block of 16 bytes ends as one of 20");
    assertWrong(
        start.then("00000006 00000020 00000007 " + SECONDS + " 00000000 00000000"),
        56,
        "a frame of interface 7, which is not described");
    assertWrong(
        start.then("00000006 00000020 00000000 " + SECONDS + " 00000001 00000001"),
        68,
        "a frame of 1 bytes in a block of 20");
    assertWrong(
        start.then("00000006 00000020 00000000 " + SECONDS + " 00040001 00040001"),
        68,
        "a frame of 262145 bytes: none is longer than 262144");
    assertWrong(start.then("00000003 00000010 00000001"), 56, "a frame of 1 bytes in a block of 4");
    assertWrong(
        new Blocks(true).header().linked(113).then("00000003 00000010 00000000 00000010"),
        48,
        "the frames are of link type 113, not of Ethernet (1)");
    assertWrong(
        new Blocks(true).header().then("00000001 00000018 " + ETHERNET + " 0009 00ff 00000018"),
        44,
        "an option longer than its block");
  }

  private static void assertWrong(byte[] capture, long offset, String what) {
    CaptureException failure =
        catchThrowableOfType(CaptureException.class, () -> Captures.read(capture));
    assertThat(failure).hasMessage("byte " + offset + ": " + what);
    assertThat(failure.offset()).isEqualTo(offset);
  }

  @Test
  void everyShorterCaptureEndsWithItsFramesOrAPlace() throws Exception {
    byte[] whole = good();
    Map<Integer, Integer> framesByBlockEnd = Map.of(28, 0, 48, 0, 84, 1, 132, 1, 168, 2);
    for (int length = 0; length < whole.length; length++) {
      byte[] shorter = Arrays.copyOf(whole, length);
      Integer frames = framesByBlockEnd.get(length);
      if (frames != null) {
        assertThat(Captures.read(shorter)).hasSize(frames);
      } else {
        assertThatThrownBy(() -> Captures.read(shorter)).isInstanceOf(CaptureException.class);
      }
    }
  }

  @Test
  void damageIsAnErrorOfOursOrAnotherCapture() throws Exception {
    Random random = new Random(20261122);
    int refused = 0;
    for (int i = 0; i < 50_000; i++) {
      byte[] damaged = good();
      for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        Captures.read(damaged);
      } catch (CaptureException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1, 49_999);
  }

  private static byte[] good() {
    return new Blocks(false)
        .header()
        .linked(1)
        .frame(0, 7, 60, 1, 2, 3)
        .interfaceWith((byte) 9, -100)
        .frame(1, 7, 60, 1, 2, 3, 4)
        .simple(4, 1, 2, 3, 4)
        .bytes();
  }

  /** A second opinion: what Wireshark's tools write of a pcap file is what that file holds. */
  @Test
  void editcapWritesWhatWeRead(@TempDir Path folder) throws Exception {
    Path editcap = Path.of("/usr/bin/editcap");
    assumeTrue(Files.isExecutable(editcap), "editcap is not here: .github/setup installs it");
    byte[] classic =
        Captures.bytes(
            "d4c3b2a1 0200 0400 00000000 00000000 ffff0000 01000000"
                + "05000000 07000000 03000000 3c000000 aabbcc"
                + "06000000 00000000 01000000 01000000 dd");
    Path pcap = Files.write(folder.resolve("in.pcap"), classic);
    Path pcapng = folder.resolve("out.pcapng");
    Process process =
        new ProcessBuilder(editcap.toString(), "-F", "pcapng", pcap.toString(), pcapng.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start();
    assertThat(process.waitFor()).isZero();
    assertThat(Captures.read(Files.readAllBytes(pcapng)))
        .isEqualTo(Captures.read(classic))
        .hasSize(2);
  }

  /** Writes blocks. */
  private static final class Blocks {
    private final ByteOrder order;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Blocks(boolean bigEndian) {
      order = bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    Blocks header() {
      ByteBuffer body = body(16).putInt(0x1a2b3c4d).putShort((short) 1).putShort((short) 0);
      return block(SECTION, body.putLong(-1));
    }

    Blocks block(int type, int... words) {
      ByteBuffer body = body(4 * words.length);
      for (int word : words) {
        body.putInt(word);
      }
      return block(type, body);
    }

    Blocks linked(int type) {
      return block(INTERFACE, body(8).putShort((short) type).putShort((short) 0).putInt(0));
    }

    /** Describes an interface of Ethernet with a resolution and an offset in seconds. */
    Blocks interfaceWith(byte resolution, long offset) {
      ByteBuffer body = body(36).putShort((short) 1).putShort((short) 0).putInt(0);
      body.putShort((short) 9).putShort((short) 1).put(resolution).position(16);
      body.putShort((short) 14).putShort((short) 8).putLong(offset);
      return block(INTERFACE, body.putInt(0));
    }

    Blocks frame(int from, long ticks, int length, int... frame) {
      ByteBuffer body = body(20 + (frame.length + 3) / 4 * 4);
      body.putInt(from).putInt((int) (ticks >>> 32)).putInt((int) ticks);
      return block(ENHANCED, put(body.putInt(frame.length).putInt(length), frame));
    }

    Blocks simple(int length, int... frame) {
      return block(SIMPLE, put(body(4 + (frame.length + 3) / 4 * 4).putInt(length), frame));
    }

    private static ByteBuffer put(ByteBuffer body, int... frame) {
      for (int value : frame) {
        body.put((byte) value);
      }
      return body;
    }

    private ByteBuffer body(int length) {
      return ByteBuffer.allocate(length).order(order);
    }

    private Blocks block(int type, ByteBuffer body) {
      int length = body.capacity() + 12;
      write(body(8).putInt(type).putInt(length));
      write(body);
      write(body(4).putInt(length));
      return this;
    }

    private void write(ByteBuffer whole) {
      byte[] bytes = new byte[whole.capacity()];
      whole.get(0, bytes);
      out.writeBytes(bytes);
    }

    byte[] then(String hex) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.writeBytes(bytes());
      all.writeBytes(Captures.bytes(hex));
      return all.toByteArray();
    }

    byte[] bytes() {
      return out.toByteArray();
    }
  }
}
