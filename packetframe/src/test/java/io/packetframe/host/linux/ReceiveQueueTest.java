package io.packetframe.host.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReceiveQueueTest {

  @Test
  void parsesMasks() {
    assertThat(ReceiveQueue.parseMask("0\n")).contains("0");
    assertThat(ReceiveQueue.parseMask("00000000,0000000f\n")).contains("000000000000000f");
    assertThat(ReceiveQueue.parseMask("\n")).isEmpty();
    assertThat(ReceiveQueue.parseMask("cpu0")).isEmpty();
  }

  @Test
  void isSteeredByAnyCpu() {
    assertThat(new ReceiveQueue(0, Optional.of("0000000000000000")).isSteered()).isFalse();
    assertThat(new ReceiveQueue(0, Optional.of("8000000000000000")).isSteered()).isTrue();
    assertThat(new ReceiveQueue(0, Optional.empty()).isSteered()).isFalse();
  }
}
