package io.packetframe.host.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KernelConfigurationTest {
  private static final String TEXT =
      """
      CONFIG_FIRST=y
      # CONFIG_OFF is not set
      CONFIG_NO=n
      # CONFIG_COMMENT=y
      CONFIG_MODULE=m
      CONFIG_NUMBER=64
      CONFIG_STRING="y"
      CONFIG_LONGER_NAME=y
      CONFIG_WINDOWS=y\r
      CONFIG_TWICE=y
      CONFIG_TWICE=n
      CONFIG_LAST=y\
      """;
  private final KernelConfiguration configuration = KernelConfiguration.parse(TEXT).orElseThrow();

  @Test
  void builtInIsY() {
    for (String option : new String[] {"FIRST", "LAST", "WINDOWS", "LONGER_NAME"}) {
      assertThat(configuration.isBuiltIn("CONFIG_" + option)).as(option).isTrue();
      assertThat(configuration.isEnabled("CONFIG_" + option)).as(option).isTrue();
    }
  }

  @Test
  void moduleIsEnabledButNotBuiltIn() {
    assertThat(configuration.isEnabled("CONFIG_MODULE")).isTrue();
    assertThat(configuration.isBuiltIn("CONFIG_MODULE")).isFalse();
  }

  @Test
  void everythingElseIsOff() {
    for (String option :
        new String[] {
          "OFF", "NO", "COMMENT", "NUMBER", "STRING", "LONGER", "NAME", "TWICE", "UNHEARD_OF"
        }) {
      assertThat(configuration.isEnabled("CONFIG_" + option)).as(option).isFalse();
      assertThat(configuration.isBuiltIn("CONFIG_" + option)).as(option).isFalse();
    }
  }

  @Test
  void refusesTextWithoutOptions() {
    assertThat(KernelConfiguration.parse("")).isEmpty();
    assertThat(KernelConfiguration.parse("# CONFIG_BPF is not set\n")).isEmpty();
    assertThat(KernelConfiguration.parse("<html>CONFIG_BPF=y</html>")).isEmpty();
  }
}
