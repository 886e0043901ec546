package io.packetframe.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * What iperf3 measures of one TCP connection.
 *
 * @param received bytes, as the server says
 * @param seconds how long that took
 */
record Iperf(long received, double seconds) {
  private static final Path PROGRAM = Path.of("/usr/bin/iperf3");
  private static final int PATIENCE = 20;
  private static final Pattern RECEIVED =
      Pattern.compile(
          "\"sum_received\":\\s*\\{[^}]*?\"seconds\":\\s*([0-9.e-]+)[^}]*?\"bytes\":\\s*(\\d+)");

  /** Skips the test where there is no iperf3. */
  static void require() {
    Assumptions.assumeTrue(
        Files.isExecutable(PROGRAM), "iperf3 is not here: .github/setup installs it");
  }

  /** Sends so many bytes; the server ends with them. */
  static Iperf over(EndHost from, EndHost to, InetAddress address, long bytes) throws Exception {
    String host = address.getHostAddress();
    Process server = to.call(() -> start(List.of("-s", "-1", "--forceflush", "-B", host)));
    try {
      awaitListening(server);
      Process client =
          from.call(() -> start(List.of("-c", host, "-n", String.valueOf(bytes), "-J")));
      String said = said(client);
      Matcher sum = RECEIVED.matcher(said);
      assertThat(sum.find()).as(said).isTrue();
      return new Iperf(Long.parseLong(sum.group(2)), Double.parseDouble(sum.group(1)));
    } finally {
      server.destroyForcibly();
      server.waitFor();
    }
  }

  /** What it says afterwards, a few lines, fits into the pipe. */
  private static void awaitListening(Process server) throws IOException {
    BufferedReader lines = server.inputReader(StandardCharsets.UTF_8);
    StringBuilder said = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.contains("listening")) {
        return;
      }
      said.append(line).append('\n');
    }
    throw new AssertionError("iperf3 does not listen: " + said);
  }

  private static Process start(List<String> arguments) throws Exception {
    return new ProcessBuilder(
            Stream.concat(Stream.of(PROGRAM.toString()), arguments.stream()).toList())
        .redirectErrorStream(true)
        .start();
  }

  private static String said(Process process) throws Exception {
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(PATIENCE, TimeUnit.SECONDS)).as(said).isTrue();
      return said;
    } finally {
      process.destroyForcibly();
    }
  }

  @Override
  public String toString() {
    return "%,d MiB in %.2f s, %.1f Gbit/s"
        .formatted(received >> 20, seconds, received * 8 / seconds / 1e9);
  }
}
