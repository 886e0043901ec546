package io.packetframe.verifier.guest;

import io.packetframe.verifier.wire.FrameWriter;
import io.packetframe.verifier.wire.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What JaCoCo counted in this guest, if its classes were instrumented. */
final class CoverageData {
  private final Path settings;

  CoverageData(Path root) {
    this.settings = root.resolve("etc/packetframe/coverage");
  }

  /** Sends all of it, of this process and of those that have ended; nothing in a usual guest. */
  void sendTo(FrameWriter port) throws IOException {
    if (!Files.exists(settings)) {
      return;
    }
    dump();
    byte[] counts = Files.readAllBytes(Path.of(Files.readString(settings).strip()));
    for (int at = 0; at < counts.length; at += Message.Coverage.LONGEST) {
      int end = Math.min(counts.length, at + Message.Coverage.LONGEST);
      port.send(Message.Coverage.of(Arrays.copyOfRange(counts, at, end)));
    }
  }

  /** JaCoCo is in the instrumented jars alone, so there is nothing to compile against. */
  private static void dump() throws IOException {
    try {
      Object agent = Class.forName("org.jacoco.agent.rt.RT").getMethod("getAgent").invoke(null);
      Class.forName("org.jacoco.agent.rt.IAgent")
          .getMethod("dump", boolean.class)
          .invoke(agent, true);
    } catch (ReflectiveOperationException e) {
      throw new IOException("JaCoCo in the guest: " + e, e);
    }
  }
}
