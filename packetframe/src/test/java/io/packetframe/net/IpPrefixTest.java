package io.packetframe.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpPrefixTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.5/24, 10.0.0.0/24",
    "255.255.255.255/0, 0.0.0.0/0",
    "255.255.255.255/1, 128.0.0.0/1",
    "1.2.3.4/32, 1.2.3.4/32",
    "2001:db8::1/32, 2001:db8::/32",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/0, ::/0",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/63, ffff:ffff:ffff:fffe::/63",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/64, ffff:ffff:ffff:ffff::/64",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/65, ffff:ffff:ffff:ffff:8000::/65",
    "::1/128, ::1/128",
    "::ffff:192.0.2.77/120, ::ffff:c000:200/120",
  })
  void clearsHostBits(String text, String normal) throws LiteralException {
    assertThat(IpPrefix.parse(text)).hasToString(normal).isEqualTo(IpPrefix.parse(normal));
    assertThat(IpPrefix.parse(text)).hasSameHashCodeAs(IpPrefix.parse(normal));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/+8",
        "10.0.0.0/08",
        "10.0.0.0/8/8",
        "10.0.0.0/255.0.0.0",
        "10.0.0.0/99999999999",
        "/8",
        "::/129",
        "::/x",
        ""
      })
  void refusesEverythingElse(String text) {
    assertThatExceptionOfType(LiteralException.class).isThrownBy(() -> IpPrefix.parse(text));
  }

  @Test
  void containsAndOverlaps() throws LiteralException {
    IpPrefix ten = IpPrefix.parse("10.0.0.0/8");
    IpPrefix part = IpPrefix.parse("10.255.0.0/16");
    IpPrefix other = IpPrefix.parse("11.0.0.0/8");
    assertThat(ten.contains(part)).isTrue();
    assertThat(part.contains(ten)).isFalse();
    assertThat(part.overlaps(ten)).isTrue();
    assertThat(ten.overlaps(other)).isFalse();
    assertThat(IpPrefix.parse("::/0").contains(IpAddress.parse("10.0.0.1"))).isFalse();
    assertThat(IpPrefix.parse("::/0").overlaps(ten)).isFalse();
    assertThat(ten).isLessThan(part).isLessThan(other).isGreaterThan(IpPrefix.parse("10.0.0.0/7"));
  }

  @Test
  void hasALengthOfItsFamily() {
    assertThatIllegalArgumentException().isThrownBy(() -> new IpPrefix(IpAddress.v4(0), 33));
    assertThatIllegalArgumentException().isThrownBy(() -> new IpPrefix(IpAddress.v4(0), -1));
    assertThatIllegalArgumentException().isThrownBy(() -> new IpPrefix(IpAddress.v6(0, 0), 129));
  }
}
