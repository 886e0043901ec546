package io.packetframe.bench;

import java.util.ArrayList;
import java.util.List;

/** Lists of prefixes that are spread over the addresses; what the routers route to is the last. */
final class ListedPrefixes {
  private static final int SPREAD = 0x9E3779B1;

  private ListedPrefixes() {}

  /** Returns so many of each family, as lines of a config. */
  static List<String> allow(int count) {
    List<String> lines = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      lines.add("allow-prefix " + network4(i, 20));
      int hash = i * SPREAD;
      lines.add(
          "allow-prefix6 2a%02x:%x:%x::/48"
              .formatted(hash >>> 28, (hash >>> 16 & 0xfff) | 0x1000, hash & 0xffff));
    }
    lines.add("allow-prefix 198.18.0.0/15");
    lines.add("allow-prefix6 2001:db8:a::/48");
    return lines;
  }

  /** Returns so many of IPv4 that are parts of a /24 only: a shortcut does not know them. */
  static List<String> allowParts(int count) {
    List<String> lines = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      lines.add("allow-prefix " + network4(i, 20).replace("/24", "/28"));
    }
    lines.add("allow-prefix 198.18.0.0/28");
    return lines;
  }

  /** Returns so many that are on no other list. */
  static List<String> block(int count) {
    List<String> lines = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      lines.add("block-prefix " + network4(i, 130));
    }
    lines.add("block-prefix 203.0.113.0/24");
    return lines;
  }

  private static String network4(int number, int first) {
    int hash = number * SPREAD;
    return first
        + (hash >>> 28)
        + "."
        + (hash >>> 20 & 0xff)
        + "."
        + (hash >>> 12 & 0xff)
        + ".0/24";
  }
}
