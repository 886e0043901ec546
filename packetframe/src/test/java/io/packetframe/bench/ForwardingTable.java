package io.packetframe.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What was measured, and what is asked of the fast path, held against it in the same run. */
final class ForwardingTable {
  static final String NOTHING = "nothing (XDP_PASS)";
  static final String THEIRS_4 = "xdp-forward IPv4";
  static final String THEIRS_6 = "xdp-forward IPv6";
  static final String IPV4 = "IPv4";
  static final String IPV6 = "IPv6";
  static final String MISS_4 = "IPv4 not listed";
  static final String MISS_6 = "IPv6 not listed";
  static final String MANY_4 = "IPv4, 1,024 prefixes";
  static final String MANY_6 = "IPv6, 1,024 prefixes";
  static final String WITH_RULES = "IPv4 where there is a rule";
  static final String AROUND = "IPv4, tag pushed and popped by turns";
  static final String REWRITTEN = "IPv4, tag rewritten";

  private final List<ForwardingRow> rows;

  ForwardingTable(List<ForwardingRow> rows) {
    this.rows = List.copyOf(rows);
  }

  void print(int rounds) {
    System.out.printf(Locale.ROOT, "%nns a packet, %d rounds by turns%n%n", rounds);
    System.out.printf(Locale.ROOT, "%-36s %8s %8s %8s%n", "", "min", "median", "net");
    for (boolean once : new boolean[] {false, true}) {
      System.out.println(once ? "one packet at a time" : "in a row");
      for (ForwardingRow row : rows) {
        if (row.isOnce() == once) {
          System.out.printf(
              Locale.ROOT,
              "%-36s %8.1f %8.1f %8.1f%n",
              row.name(),
              row.least(),
              row.median(),
              net(row));
        }
      }
    }
    System.out.println();
    ratio("forward IPv4, of xdp-forward", IPV4, THEIRS_4, 1.2);
    ratio("forward IPv6, of xdp-forward", IPV6, THEIRS_6, 1.2);
    ratio("not listed IPv4, of xdp-forward", MISS_4, THEIRS_4, 0.4);
    ratio("not listed IPv6, of xdp-forward", MISS_6, THEIRS_6, 0.4);
    ratio("IPv4, 1,024 prefixes, of 64", MANY_4, IPV4, 1.5);
    ratio("IPv6, 1,024 prefixes, of 64", MANY_6, IPV6, 1.5);
    more("tag pushed or popped", AROUND, WITH_RULES);
    more("tag rewritten", REWRITTEN, IPV4);
  }

  private Optional<ForwardingRow> find(String name, boolean once) {
    return rows.stream().filter(row -> row.name().equals(name) && row.isOnce() == once).findFirst();
  }

  private double net(ForwardingRow row) {
    return row.above(find(NOTHING, row.isOnce()).orElseThrow());
  }

  private void ratio(String what, String name, String other, double most) {
    find(name, false)
        .ifPresent(
            row ->
                find(other, false)
                    .ifPresent(beside -> verdict(what, net(row) / net(beside), "times", most)));
  }

  private void more(String what, String name, String other) {
    find(name, false)
        .ifPresent(
            row ->
                find(other, false)
                    .ifPresent(
                        beside -> verdict(what + ", more than not", row.above(beside), "ns", 10)));
  }

  private static void verdict(String what, double value, String unit, double most) {
    System.out.printf(
        Locale.ROOT,
        "%-36s %8.2f %s, at most %.1f: %s%n",
        what,
        value,
        unit,
        most,
        value <= most ? "met" : "NOT met");
  }
}
