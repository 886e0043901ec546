package io.packetframe.verifier.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.verifier.wire.TestOutcome.Failed;
import io.packetframe.verifier.wire.TestOutcome.Passed;
import io.packetframe.verifier.wire.TestOutcome.Skipped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCodecTest {
  static List<Message> messages() {
    TestName test = new TestName("a.B", "works()");
    return List.of(
        new Message.Hello("6.1.0", "amd64", true, List.of("bpf", "proc"), 1500),
        new Message.Settings(new TreeMap<>(Map.of("net.ipv4.ip_forward", "1"))),
        new Message.CommandRan("feasibility", 1, "{\n}\u0000", "…", 20),
        new Message.TestStarted(test, 9),
        new Message.TestFinished(test, new Passed(), 3),
        new Message.TestFinished(test, new Failed("no", "at a.B"), 3),
        new Message.TestFinished(new TestName("a.B", ""), new Skipped("not root"), 0),
        new Message.Published("6.1-no_exit.log", "last insn\n"),
        new Message.KernelLog("[    0.000000] Linux", Optional.empty()),
        new Message.KernelLog("", Optional.of("dmesg ended with 1")),
        Message.Coverage.of(new byte[] {0, -1, 7}),
        Message.Coverage.of(new byte[Message.Coverage.LONGEST]),
        new Message.Alive(1),
        new Message.AgentFailed("what"),
        new Message.Finished(3, 4));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void arrivesAsItWasSent(Message message) throws WireException {
    String line = MessageCodec.encode(message);
    assertThat(line).doesNotContain("\n").startsWith("{\"protocol\":1,");
    assertThat(MessageCodec.decode(line)).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "success",
        "[]",
        "{}",
        "{\"protocol\":2,\"type\":\"alive\",\"uptimeMillis\":1}",
        "{\"protocol\":1,\"type\":\"other\"}",
        "{\"protocol\":1,\"type\":\"alive\"}",
        "{\"protocol\":1,\"type\":\"alive\",\"uptimeMillis\":\"1\"}",
        "{\"protocol\":1,\"type\":\"published\",\"name\":\"../a\",\"text\":\"\"}",
        "{\"protocol\":1,\"type\":\"published\",\"name\":\"..\",\"text\":\"\"}",
        "{\"protocol\":1,\"type\":\"published\",\"name\":\"\",\"text\":\"\"}",
        "{\"protocol\":1,\"type\":\"coverage\",\"base64\":\"%\"}",
        "{\"protocol\":1,\"type\":\"settings\",\"values\":[]}",
        "{\"protocol\":1,\"type\":\"settings\",\"values\":{\"a\":1}}",
        "{\"protocol\":1,\"type\":\"testStarted\",\"class\":\"\",\"name\":\"\",\"uptimeMillis\":1}",
        "{\"protocol\":1,\"type\":\"testFinished\",\"class\":\"a\",\"name\":\"\",\"outcome\":\"great\"}",
        "{\"protocol\":1,\"type\":\"alive\",\"uptimeMillis\":1}{}"
      })
  void anythingElseIsRefused(String line) {
    assertThatThrownBy(() -> MessageCodec.decode(line)).isInstanceOf(WireException.class);
  }

  @Test
  void aNewerGuestIsNamed() {
    assertThatThrownBy(() -> MessageCodec.decode("{\"protocol\":7,\"type\":\"alive\"}"))
        .hasMessage("the guest speaks protocol 7, not 1");
  }
}
