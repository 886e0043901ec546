package io.packetframe.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterfaceNameTest {
  @ParameterizedTest
  @ValueSource(strings = {"lo", "eth0.100", "br-lan@x", "...", "fifteen-bytes-x", "üüüüüüü"})
  void takesWhatTheKernelTakes(String text) throws LiteralException {
    assertThat(InterfaceName.parse(text)).hasToString(text).isEqualTo(new InterfaceName(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "a/b",
        "a\\b",
        "eth0:1",
        "a b",
        "a\tb",
        "a\u0000b",
        "a\u00a0b",
        "sixteen-bytes-xx",
        "üüüüüüüü"
      })
  void refusesTheRest(String text) {
    assertThatExceptionOfType(LiteralException.class).isThrownBy(() -> InterfaceName.parse(text));
    assertThatIllegalArgumentException().isThrownBy(() -> new InterfaceName(text));
  }
}
