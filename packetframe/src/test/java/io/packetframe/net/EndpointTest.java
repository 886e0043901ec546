package io.packetframe.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:1", "0.0.0.0:65535", "[::1]:1790", "[2001:db8::1]:179"})
  void readsAndPrints(String text) throws LiteralException {
    assertThat(Endpoint.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          ::1:1790, an IPv6 address stands in brackets before its port
          [::1:1790, the closing bracket is missing
          [127.0.0.1]:1790, brackets are for IPv6 addresses only
          [::1], `:port` is missing after the bracket
          [::1]1790, `:port` is missing after the bracket
          [::1]x:1790, `:port` is missing after the bracket
          127.0.0.1, `:port` is missing
          127.0.0.1:, the port is missing
          127.0.0.1:0, port 0 cannot be listened on
          127.0.0.1:65536, the port is above 65535
          127.0.0.1:99999999999, the port is above 65535
          127.0.0.1:-1, the port is not a number
          host:1790, it is not an address literal
          :1790, the address is empty
          """)
  void saysWhatIsWrong(String text, String reason) {
    assertThatExceptionOfType(LiteralException.class)
        .isThrownBy(() -> Endpoint.parse(text))
        .withMessage(reason);
  }

  @Test
  void hasAPort() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Endpoint(IpAddress.v4(0), 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Endpoint(IpAddress.v4(0), 65536));
  }
}
