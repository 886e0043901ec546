package io.packetframe.host.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LockdownTest {

  @Test
  void takesTheModeInBrackets() {
    assertThat(Lockdown.parse("[none] integrity confidentiality\n")).contains(Lockdown.NONE);
    assertThat(Lockdown.parse("none [integrity] confidentiality\n")).contains(Lockdown.INTEGRITY);
    assertThat(Lockdown.parse("none integrity [confidentiality]\n"))
        .contains(Lockdown.CONFIDENTIALITY);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThat(Lockdown.parse("")).isEmpty();
    assertThat(Lockdown.parse("none integrity [paranoia]")).isEmpty();
  }
}
