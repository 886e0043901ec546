package io.packetframe.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.packetframe.net.IpAddress.Family;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 0.0.0.0",
    "255.255.255.255, 255.255.255.255",
    "192.0.2.1, 192.0.2.1",
    "::, ::",
    "::1, ::1",
    "1::, 1::",
    "2001:DB8:0:0:8:800:200C:417A, 2001:db8::8:800:200c:417a",
    "FF01:0:0:0:0:0:0:101, ff01::101",
    "0:0:0:0:0:0:13.1.68.3, ::d01:4403",
    "::FFFF:129.144.52.38, ::ffff:8190:3426",
    "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
    "1:0:0:2:0:0:0:3, 1:0:0:2::3",
    "1:0:0:2:3:0:0:4, 1::2:3:0:0:4",
    "2001:0db8::0001, 2001:db8::1",
    "1:2:3:4:5:6:255.255.255.255, 1:2:3:4:5:6:ffff:ffff",
  })
  void readsLiteralsAndPrintsThemCanonically(String text, String canonical)
      throws LiteralException {
    IpAddress address = IpAddress.parse(text);
    assertThat(address).hasToString(canonical);
    assertThat(IpAddress.parse(canonical)).isEqualTo(address).hasSameHashCodeAs(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10",
        "10.1",
        "10.0.0",
        "10.0.0.0.0",
        "256.0.0.0",
        "1.2.3.999999999999",
        "01.2.3.4",
        "1.2.3.4 ",
        "1.2.3.4a",
        "0x7f.0.0.1",
        "1.2.3.-4",
        "+1.2.3.4",
        "١.2.3.4",
        "localhost",
        ":",
        ":::",
        "1",
        "1:",
        ":1",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1::2::3",
        "12345::",
        "g::",
        "::1%eth0",
        "1:2:3:4:5:6:7:1.2.3.4",
        "::1.2.3",
        "1.2.3.4::",
        "::1.2.3.4:5",
        "1::2:3:4:5:6:7:8",
        "[::1]",
        "１::",
        "::ffff:256.0.0.1",
        "1111:2222:3333:4444:5555:6666:7777:8888:9999:aaaa"
      })
  void refusesEverythingElse(String text) {
    assertThatExceptionOfType(LiteralException.class)
        .isThrownBy(() -> IpAddress.parse(text))
        .satisfies(e -> assertThat(e.reason()).isNotBlank());
  }

  /** The JDK's reader, which is safe on a literal that we printed, agrees with ours. */
  @Test
  void agreesWithTheJdk() throws LiteralException, UnknownHostException {
    Random random = new Random(20261121);
    for (int round = 0; round < 2000; round++) {
      IpAddress address =
          round % 2 == 0
              ? IpAddress.v4(random.nextInt())
              : IpAddress.v6(sparse(random), sparse(random));
      assertThat(IpAddress.parse(address.toString())).isEqualTo(address);
      assertThat(InetAddress.ofLiteral(address.toString()).getAddress())
          .isEqualTo(InetAddress.getByAddress(bytes(address)).getAddress());
    }
  }

  @Test
  void knowsTheSpecialOnes() throws LiteralException {
    assertThat(IpAddress.parse("127.1.2.3").isLoopback()).isTrue();
    assertThat(IpAddress.parse("::1").isLoopback()).isTrue();
    assertThat(IpAddress.parse("128.0.0.1").isLoopback()).isFalse();
    assertThat(IpAddress.parse("::").isUnspecified()).isTrue();
    assertThat(IpAddress.parse("0.0.0.0").isUnspecified()).isTrue();
    assertThat(IpAddress.parse("239.255.255.255").isMulticast()).isTrue();
    assertThat(IpAddress.parse("240.0.0.0").isMulticast()).isFalse();
    assertThat(IpAddress.parse("ff02::1").isMulticast()).isTrue();
    assertThat(IpAddress.parse("255.255.255.255").isBroadcast()).isTrue();
  }

  @Test
  void isOrderedByFamilyAndUnsignedValue() throws LiteralException {
    assertThat(IpAddress.parse("200.0.0.0")).isGreaterThan(IpAddress.parse("100.0.0.0"));
    assertThat(IpAddress.parse("ff00::")).isGreaterThan(IpAddress.parse("1::"));
    assertThat(IpAddress.parse("::ff00:0:0:0")).isGreaterThan(IpAddress.parse("::1:0:0:0"));
    assertThat(IpAddress.parse("::")).isGreaterThan(IpAddress.parse("255.255.255.255"));
  }

  @Test
  void anIpv4AddressHas32Bits() {
    assertThatIllegalArgumentException().isThrownBy(() -> new IpAddress(Family.V4, 0, 1L << 32));
    assertThatIllegalArgumentException().isThrownBy(() -> new IpAddress(Family.V4, 1, 0));
  }

  /** Groups of zeros are what the canonical form is about. */
  private static long sparse(Random random) {
    long bits = 0;
    for (int group = 0; group < 4; group++) {
      bits = (bits << 16) | (random.nextBoolean() ? random.nextInt(1 << 16) : 0);
    }
    return bits;
  }

  private static byte[] bytes(IpAddress address) {
    ByteBuffer buffer = ByteBuffer.allocate(address.family().bits() / 8);
    return switch (address.family()) {
      case V4 -> buffer.putInt((int) address.low()).array();
      case V6 -> buffer.putLong(address.high()).putLong(address.low()).array();
    };
  }
}
