package io.packetframe.peers;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What busybox's ping says, which guests have too.
 *
 * @param hops the TTL or hop limit of each answer
 */
record Ping(List<Integer> hops, String output) {
  private static final Pattern ANSWER = Pattern.compile("bytes from .* ttl=(\\d+)");

  /**
   * Sends echo requests.
   *
   * @param ttl that they are sent with
   */
  static Ping to(EndHost from, InetAddress address, int count, int ttl) throws Exception {
    String family = address instanceof Inet6Address ? "-6" : "-4";
    Process process =
        from.call(
            () ->
                new ProcessBuilder(
                        List.of(
                            "busybox",
                            "ping",
                            family,
                            "-i",
                            "0.05",
                            "-W",
                            "1",
                            "-c",
                            String.valueOf(count),
                            "-t",
                            String.valueOf(ttl),
                            address.getHostAddress()))
                    .redirectErrorStream(true)
                    .start());
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor(10, TimeUnit.SECONDS);
      return new Ping(hops(output), output);
    } finally {
      process.destroyForcibly();
    }
  }

  private static List<Integer> hops(String output) {
    List<Integer> hops = new ArrayList<>();
    Matcher matcher = ANSWER.matcher(output);
    while (matcher.find()) {
      hops.add(Integer.parseInt(matcher.group(1)));
    }
    return hops;
  }
}
