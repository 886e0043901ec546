package io.packetframe.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MacAddressTest {
  @Test
  void textBytesAndBitsAreOneValue() throws LiteralException {
    MacAddress address = MacAddress.parse("02:00:5E:10:00:ff");

    assertThat(address).hasToString("02:00:5e:10:00:ff");
    assertThat(address.bits()).isEqualTo(0x02005e1000ffL);
    assertThat(address.bytes()).containsExactly(0x02, 0x00, 0x5e, 0x10, 0x00, 0xff);
    assertThat(MacAddress.at(new byte[] {9, 2, 0, 0x5e, 0x10, 0, -1}, 1)).isEqualTo(address);
  }

  @Test
  void theLowestBitOfTheFirstByteNamesAGroup() throws LiteralException {
    assertThat(MacAddress.BROADCAST.isGroup()).isTrue();
    assertThat(MacAddress.parse("01:00:5e:00:00:01").isGroup()).isTrue();
    assertThat(MacAddress.parse("02:ff:ff:ff:ff:ff").isGroup()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "02:00:00:00:00",
        "02:00:00:00:00:0",
        "02-00-00-00-00-01",
        "02:00:00:00:00:0g",
        "02:00:00:00:00:٠1",
        "02:00:00:00:00:01:"
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> MacAddress.parse(text)).isInstanceOf(LiteralException.class);
  }
}
