package io.packetframe.host.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelReleaseTest {

  @ParameterizedTest
  @CsvSource({
    "6.1.0-28-cloud-amd64, 6, 1",
    "5.15.72-ui-cn9670, 5, 15",
    "7.2.12+deb13-cloud-amd64, 7, 2",
    "6.8, 6, 8",
    "6.8-rc1, 6, 8",
    "6.8rc1, 6, 8",
    "4.19.0+, 4, 19",
    "2.6.32-754.el6.x86_64, 2, 6",
    "123456.654321, 123456, 654321",
  })
  void parses(String text, int major, int minor) {
    assertThat(KernelRelease.parse(text + "\n")).contains(new KernelRelease(text, major, minor));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "6",
        "6.",
        ".8",
        "6.x",
        "v6.8",
        "six",
        "-6.8",
        "6.-8",
        "6 .8",
        "6.8 generic",
        "1234567.1",
        "6.99999999999",
        "6.8/../../etc",
        "6.8\u001b[31m",
        "6.8-ö",
        "6.8-0123456789012345678901234567890123456789012345678901234567890"
      })
  void refuses(String text) {
    assertThat(KernelRelease.parse(text)).isEmpty();
  }

  @Test
  void comparesByNumbers() {
    KernelRelease release = KernelRelease.parse("6.10.3").orElseThrow();
    assertThat(release.isAtLeast(6, 8)).isTrue();
    assertThat(release.isAtLeast(6, 10)).isTrue();
    assertThat(release.isAtLeast(6, 11)).isFalse();
    assertThat(release.isAtLeast(7, 0)).isFalse();
    assertThat(release.isAtLeast(5, 99)).isTrue();
  }

  @Test
  void isValidOnceMade() {
    assertThatThrownBy(() -> new KernelRelease("../x", 6, 8)).hasMessageContaining("text");
    assertThatThrownBy(() -> new KernelRelease("6.8", -6, 8)).hasMessageContaining("major");
  }
}
