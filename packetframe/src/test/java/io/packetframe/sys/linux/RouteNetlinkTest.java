package io.packetframe.sys.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.sys.linux.RouteNetlink.LinkReply;
import io.packetframe.sys.linux.RouteNetlink.Malformed;
import io.packetframe.sys.linux.RouteNetlink.Refused;
import io.packetframe.sys.linux.RouteNetlink.XdpAttributes;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RouteNetlinkTest {
  private final ByteBuffer message = NativeMemory.allocate(256);

  @Test
  void requestHasTheIndexWhereTheKernelReadsIt() {
    ByteBuffer request = RouteNetlink.getLink(7);
    assertThat(request.getInt(0)).isEqualTo(32);
    assertThat(request.getShort(4)).isEqualTo((short) 18);
    assertThat(request.getInt(20)).isEqualTo(7);
  }

  @Test
  void readsTheProgramOfALink() {
    attribute(32, 3, 8);
    // IFLA_XDP (43), nested: attached u8, program id u32, native id u32.
    attribute(40, 43, 4 + 8 + 8 + 8);
    attribute(44, 2, 5);
    message.put(48, (byte) 1);
    attribute(52, 4, 8);
    message.putInt(56, 99);
    attribute(60, 5, 8);
    message.putInt(64, 99);
    assertThat(reply(68)).isEqualTo(new XdpAttributes(1, 99, 99, 0, 0));
  }

  @Test
  void aLinkWithoutTheAttributeHasNoProgram() {
    attribute(32, 3, 8);
    assertThat(reply(40)).isEqualTo(new XdpAttributes(0, 0, 0, 0, 0));
  }

  @Test
  void namesTheErrnoOfARefusal() {
    header(36, 2);
    message.putInt(16, -19);
    assertThat(RouteNetlink.linkReply(message, 36)).isEqualTo(new Refused(Errno.ENODEV));
  }

  @Test
  void refusesLengthsThatLie() {
    assertThat(RouteNetlink.linkReply(message, 15)).isInstanceOf(Malformed.class);
    assertThat(RouteNetlink.linkReply(message, 257)).isInstanceOf(Malformed.class);
    header(400, 16);
    assertThat(RouteNetlink.linkReply(message, 64)).isInstanceOf(Malformed.class);
    attribute(32, 3, 200);
    assertThat(reply(64)).isEqualTo(new Malformed(32, "an attribute length within the message"));
    attribute(32, 3, 3);
    assertThat(reply(64)).isInstanceOf(Malformed.class);
    attribute(32, 43, 12);
    attribute(36, 4, 40);
    assertThat(reply(44)).isEqualTo(new Malformed(36, "an attribute length within IFLA_XDP"));
    header(36, 2);
    message.putInt(16, 5);
    assertThat(RouteNetlink.linkReply(message, 36)).isInstanceOf(Malformed.class);
  }

  @Test
  void randomBytesGiveAReplyAndNeverAnException() {
    Random random = new Random(20261121);
    byte[] noise = new byte[256];
    for (int i = 0; i < 100_000; i++) {
      random.nextBytes(noise);
      message.put(0, noise);
      header(16 + random.nextInt(241), random.nextBoolean() ? 16 : random.nextInt(20));
      LinkReply reply = RouteNetlink.linkReply(message, random.nextInt(300));
      assertThat(reply).isNotNull();
    }
  }

  private LinkReply reply(int length) {
    header(length, 16);
    return RouteNetlink.linkReply(message, length);
  }

  private void header(int length, int type) {
    message.putInt(0, length);
    message.putShort(4, (short) type);
  }

  private void attribute(int offset, int type, int length) {
    message.putShort(offset, (short) length);
    message.putShort(offset + 2, (short) type);
  }
}
