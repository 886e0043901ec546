package io.packetframe.verifier.run;

import io.packetframe.verifier.vm.Ending;
import io.packetframe.verifier.vm.VmEvent;
import io.packetframe.verifier.wire.FrameWriter;
import io.packetframe.verifier.wire.Message;
import io.packetframe.verifier.wire.Nonce;
import io.packetframe.verifier.wire.TestName;
import io.packetframe.verifier.wire.TestOutcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A guest as a test writes it down: what it says, in order, and how it ends. */
final class GuestScript {
  static final String RELEASE = "6.1.0-56-cloud-amd64";
  static final String BOOTED = "[    0.000000] Linux version 6.1.0";
  static final String FEASIBLE =
      """
      {"version": "0.1.0", "passed": true, "capabilities": [
        {"name": "syscall.bpf", "status": "pass", "detail": "it answers", "required": true}],
       "assets": [
        {"kind": "cpu", "identity": "package 0", "name": "package 0", "capacity": 2,
         "used": {"unknown": "shared"}, "health": {"unknown": "nobody tells"}},
        {"kind": "storage", "identity": "nvme.1b36-7", "name": "nvme0n1", "capacity": 1024,
         "used": 0, "health": "no warning"}]}
      """;

  private final Nonce nonce = Nonce.draw();
  private final Transcript transcript = new Transcript(nonce);
  private final ByteArrayOutputStream port = new ByteArrayOutputStream();
  private final FrameWriter writer = new FrameWriter(port, nonce);
  private int seconds;
  private int tests;

  static GuestScript thatBooted() throws IOException {
    return new GuestScript()
        .console("[    0.000000] Linux version 6.1.0")
        .console("packetframe-init: up")
        .says(new Message.Hello(RELEASE, "amd64", true, List.of("bpf"), 1))
        .says(new Message.Settings(new TreeMap<>(Map.of("net.ipv4.ip_forward", "1"))));
  }

  /** A guest in which all is well so far; its end must follow. */
  static GuestScript thatIsFine() throws IOException {
    return thatBooted().feasibility(0, FEASIBLE).test("works()", new TestOutcome.Passed());
  }

  GuestScript console(String line) {
    transcript.accept(new VmEvent.ConsoleLine(tick(), line));
    return this;
  }

  GuestScript says(Message message) throws IOException {
    writer.send(message);
    return bytes();
  }

  GuestScript losesAFrame() throws IOException {
    writer.send(new Message.Alive(1));
    port.reset();
    return this;
  }

  GuestScript bytes(byte... noise) throws IOException {
    port.write(noise);
    transcript.accept(new VmEvent.ResultBytes(tick(), ByteBuffer.wrap(port.toByteArray())));
    port.reset();
    return this;
  }

  GuestScript feasibility(int status, String out) throws IOException {
    return says(new Message.CommandRan("feasibility", status, out, "", 10));
  }

  GuestScript test(String name, TestOutcome outcome) throws IOException {
    tests++;
    TestName test = new TestName("a.BTest", name);
    return says(new Message.TestStarted(test, 1)).says(new Message.TestFinished(test, outcome, 5));
  }

  GuestScript kernelLog(String... lines) throws IOException {
    return says(new Message.KernelLog(String.join("\n", lines), Optional.empty()));
  }

  /** The end of a guest's work, with a log in which nothing is wrong. */
  GuestScript finishes() throws IOException {
    return finishesWith(BOOTED);
  }

  GuestScript finishesWith(String... log) throws IOException {
    return kernelLog(log).says(new Message.Finished(tests, 2));
  }

  Transcript ends(Ending ending) {
    transcript.accept(new VmEvent.Ended(tick(), ending));
    return transcript;
  }

  Transcript powersOff() {
    return ends(new Ending.PoweredOff());
  }

  private Duration tick() {
    return Duration.ofSeconds(++seconds);
  }
}
