package io.packetframe.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.spec.Extern.ConfigurationValue;
import io.packetframe.spec.Extern.Kind;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How settings of the kernel's configuration become values of a program. */
class ConfigurationTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "BOOLEAN | 1 | y | 01",
        "BOOLEAN | 1 | n | 00",
        "TRISTATE | 4 | y | 01000000",
        "TRISTATE | 4 | m | 02000000",
        "CHARACTER | 1 | m | 6d",
        "CHARACTER | 1 | -128 | 80",
        "SIGNED | 4 | -2 | feffffff",
        "SIGNED | 2 | 32767 | ff7f",
        "UNSIGNED | 2 | 65535 | ffff",
        "UNSIGNED | 8 | 0xffffffffffffffff | ffffffffffffffff",
        "SIGNED | 8 | 250 | fa00000000000000",
        "TEXT | 8 | \"(none)\" | 286e6f6e65290000",
        "TEXT | 4 | \"(none)\" | 286e6f00",
      })
  void fits(Kind kind, int size, String text, String bytes) throws LoadException {
    assertThat(ConfigurationText.bytes(value(kind, size), text))
        .isEqualTo(HexFormat.of().parseHex(bytes));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "BOOLEAN | 1 | m | y or n",
        "BOOLEAN | 1 | 1 | y or n",
        "TRISTATE | 4 | 7 | 'y, n or m'",
        "SIGNED | 4 | y | a number of 4 bytes",
        "SIGNED | 2 | 32768 | a number of 2 bytes",
        "UNSIGNED | 2 | -1 | a number of 2 bytes",
        "UNSIGNED | 2 | 65536 | a number of 2 bytes",
        "SIGNED | 4 | \"text\" | a number of 4 bytes",
        "TEXT | 4 | y | a text",
        "TEXT | 4 | 12 | a text",
        "TEXT | 4 | \" | a text",
        "SIGNED | 4 | 12ab | a number of 4 bytes",
      })
  void doesNotFit(Kind kind, int size, String text, String wanted) {
    assertThatThrownBy(() -> ConfigurationText.bytes(value(kind, size), text))
        .isInstanceOf(LoadException.class)
        .hasMessage("value CONFIG_IT: the kernel's is " + text + ", the object wants " + wanted);
  }

  private static ConfigurationValue value(Kind kind, int size) {
    return new ConfigurationValue("CONFIG_IT", false, kind, 0, size);
  }
}
