package io.packetframe.verifier.guest;

import io.packetframe.verifier.wire.FrameWriter;
import io.packetframe.verifier.wire.Message;
import io.packetframe.verifier.wire.Nonce;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The main class in the guest. Its arguments are the root of the guest's files and the port; on a
 * host the build runs it over a prepared folder, to learn which classes it loads.
 */
public final class Agent {
  private static final int BROKEN = 70;

  private final Path root;
  private final FrameWriter port;

  private Agent(Path root, FrameWriter port) {
    this.root = root;
    this.port = port;
  }

  /** Runs all that the guest is there for. */
  public static void main(String[] args) throws IOException {
    Path root = Path.of(args[0]);
    Path secret = root.resolve("etc/packetframe/nonce");
    Nonce nonce = Nonce.ofHex(Files.readString(secret));
    // Before any code under test runs: whoever knows the nonce could speak in our name.
    Files.delete(secret);
    int status = 0;
    try (OutputStream out = new FileOutputStream(args[1])) {
      FrameWriter port = new FrameWriter(out, nonce);
      try (Heartbeat _ = Heartbeat.start(port)) {
        new Agent(root, port).run();
      } catch (IOException | RuntimeException | LinkageError e) {
        port.send(new Message.AgentFailed(Traces.of(e)));
        status = BROKEN;
      }
    }
    // A test may leave threads behind; the guest ends all the same.
    System.exit(status);
  }

  private void run() throws IOException {
    port.send(GuestFacts.read(root));
    SortedMap<String, String> settings = new TreeMap<>();
    for (String line : lines("settings")) {
      int equals = line.indexOf('=');
      String name = line.substring(0, equals);
      String value = line.substring(equals + 1);
      Files.writeString(root.resolve("proc/sys").resolve(name.replace('.', '/')), value);
      settings.put(name, value);
    }
    port.send(new Message.Settings(settings));
    List<String> classes = lines("tests");
    // Without any, JUnit is not started: that alone takes seconds under emulation.
    int tests = classes.isEmpty() ? 0 : new KernelTests(port).run(classes);
    // Behind the tests: what they left behind would show in what the command finds.
    for (String line : lines("commands")) {
      port.send(Command.parse(line).run());
    }
    port.send(KernelLog.read());
    new CoverageData(root).sendTo(port);
    port.send(new Message.Finished(tests, Uptime.millis()));
  }

  private List<String> lines(String name) throws IOException {
    return Files.readAllLines(root.resolve("etc/packetframe").resolve(name)).stream()
        .filter(line -> !line.isBlank())
        .toList();
  }
}
