package io.packetframe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
  @Test
  void leavesTextAlone() {
    assertThat(Printable.escaped("größer 漢字 \ud834\udd1e")).isEqualTo("größer 漢字 \ud834\udd1e");
  }

  @Test
  void escapesWhatATerminalWouldObey() {
    assertThat(Printable.escaped("a\u001b[2Jb\nc\u0085\u009b\u202e\u2028\ufeff\ud800"))
        .isEqualTo("a\\u{1b}[2Jb\\u{a}c\\u{85}\\u{9b}\\u{202e}\\u{2028}\\u{feff}\\u{d800}");
  }

  @Test
  void cutsByCodePoints() {
    assertThat(Printable.escaped("\ud834\udd1e\ud834\udd1ex", 2))
        .isEqualTo("\ud834\udd1e\ud834\udd1e...");
    assertThat(Printable.escaped("ab", 2)).isEqualTo("ab");
  }
}
