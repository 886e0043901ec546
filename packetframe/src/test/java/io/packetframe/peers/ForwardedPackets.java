package io.packetframe.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What a kernel has forwarded, in the network namespace of the calling thread. */
final class ForwardedPackets {
  private static final Path FOLDER = Path.of("/proc/thread-self/net");

  private static final String FORWARDED_6 = "Ip6OutForwDatagrams";

  private ForwardedPackets() {}

  /** Returns the packets of both families since the namespace was made. */
  static long read() throws IOException {
    return ipv4(Files.readAllLines(FOLDER.resolve("snmp")))
        + ipv6(Files.readAllLines(FOLDER.resolve("snmp6")));
  }

  /** A line of names, then one of numbers. */
  private static long ipv4(List<String> lines) {
    List<List<String>> rows =
        lines.stream()
            .filter(line -> line.startsWith("Ip: "))
            .map(line -> Arrays.asList(line.split(" ")))
            .toList();
    return Long.parseLong(rows.get(1).get(rows.get(0).indexOf("ForwDatagrams")));
  }

  private static long ipv6(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(FORWARDED_6))
        .mapToLong(line -> Long.parseLong(line.substring(FORWARDED_6.length()).strip()))
        .sum();
  }
}
