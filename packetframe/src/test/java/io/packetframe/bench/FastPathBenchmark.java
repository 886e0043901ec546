package io.packetframe.bench;

import io.packetframe.bench.Contestant.Vlans;
import io.packetframe.fastpath.Stages;
import io.packetframe.packet.Macs;
import io.packetframe.packet.PacketText;
import io.packetframe.packet.PacketTextException;
import io.packetframe.testing.Peers;
import java.util.ArrayList;
import java.util.List;

/**
 * One packet through the fast path and through xdp-forward, by turns, by BPF_PROG_TEST_RUN: the
 * time is the kernel's, around the program alone. Prints tables, and says of each target whether it
 * is met. Arguments: [ROUNDS [PACKETS]].
 *
 * <p>A packet starts with TTL 255 and is forwarded so many times in a row; each next hop has the
 * MAC address of the port that it came in by. Tags are pushed and popped by turns, where a rule has
 * what came with a tag leave without; what cannot be had in a row is run once for each packet too.
 */
public final class FastPathBenchmark {
  private static final int IN_A_ROW = 200;

  private static final String V4 = "udp 192.0.2.1:1000 > 198.18.0.9:53 len 22 ttl 255";
  private static final String V4_TO_VLAN = V4.replace("198.18.0.9", "198.18.1.9");
  private static final String V4_AROUND = V4.replace("198.18.0.9", "198.18.2.9");
  private static final String V4_BLOCKED = "udp 198.18.0.9:1000 > 203.0.113.9:53 len 22 ttl 255";
  private static final String V4_NOT_LISTED = V4.replace("198.18.0.9", "198.51.100.9");
  private static final String V6 = "udp [2001:db8:c::1]:1000 > [2001:db8:a::9]:53 len 22 ttl 255";
  private static final String V6_NOT_LISTED = V6.replace("2001:db8:a::9", "2001:db8:b::9");

  private final List<Contestant> contestants = new ArrayList<>();
  private final List<ForwardingRow> rows = new ArrayList<>();
  private final int rounds;

  private FastPathBenchmark(int rounds) {
    this.rounds = rounds;
  }

  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 31;
    int packets = args.length > 1 ? Integer.parseInt(args[1]) : 100;
    OneProcessor.stay();
    new FastPathBenchmark(rounds).run(packets);
  }

  private void run(int packets) throws Exception {
    try {
      prepare();
      for (int round = -1; round < rounds; round++) {
        for (ForwardingRow row : rows) {
          row.take(Math.max(0, round), packets);
        }
      }
      new ForwardingTable(rows).print(rounds);
    } finally {
      for (Contestant contestant : contestants) {
        contestant.close();
      }
    }
  }

  private void prepare() throws Exception {
    Contestant empty = add(Contestant.empty());
    row(ForwardingTable.NOTHING, empty, V4, ForwardingRow.PASS);
    once(ForwardingTable.NOTHING, empty, V4, ForwardingRow.PASS);
    if (Peers.areThere()) {
      Contestant theirs = add(Contestant.xdpForward());
      row(ForwardingTable.THEIRS_4, theirs, V4, ForwardingRow.REDIRECT);
      row(ForwardingTable.THEIRS_6, theirs, V6, ForwardingRow.REDIRECT);
      row("xdp-forward IPv4 without a route", theirs, V4_NOT_LISTED, ForwardingRow.PASS);
      once(ForwardingTable.THEIRS_4, theirs, V4, ForwardingRow.REDIRECT);
    }
    Contestant ours = ours(Stages.ONE, Vlans.NONE, 64, List.of());
    row(ForwardingTable.IPV4, ours, V4, ForwardingRow.REDIRECT);
    row(ForwardingTable.IPV6, ours, V6, ForwardingRow.REDIRECT);
    row(ForwardingTable.MISS_4, ours, V4_NOT_LISTED, ForwardingRow.PASS);
    row(ForwardingTable.MISS_6, ours, V6_NOT_LISTED, ForwardingRow.PASS);
    once(ForwardingTable.IPV4, ours, V4, ForwardingRow.REDIRECT);
    Contestant one = ours(Stages.ONE, Vlans.NONE, 1, List.of());
    row("IPv4, 1 prefix", one, V4, ForwardingRow.REDIRECT);
    row("IPv6, 1 prefix", one, V6, ForwardingRow.REDIRECT);
    Contestant many = ours(Stages.ONE, Vlans.NONE, 1024, List.of());
    row(ForwardingTable.MANY_4, many, V4, ForwardingRow.REDIRECT);
    row(ForwardingTable.MANY_6, many, V6, ForwardingRow.REDIRECT);
    row("IPv4 not listed, 1,024 prefixes", many, V4_NOT_LISTED, ForwardingRow.PASS);
    Contestant parts = add(Contestant.ours(Stages.ONE, Vlans.NONE, ListedPrefixes.allowParts(64)));
    row("IPv4, prefixes of 28 bits", parts, V4, ForwardingRow.REDIRECT);
    Contestant dry = ours(Stages.ONE, Vlans.NONE, 64, List.of("dry-run on"));
    row("IPv4, dry run", dry, V4, ForwardingRow.PASS);
    Contestant blocks = ours(Stages.ONE, Vlans.NONE, 64, ListedPrefixes.block(64));
    row("IPv4, block list of 64", blocks, V4, ForwardingRow.REDIRECT);
    row("IPv4 on the block list", blocks, V4_BLOCKED, ForwardingRow.DROP);
    Contestant vlans = ours(Stages.ONE, Vlans.CHANGED, 64, List.of());
    row("IPv4 where there are VLANs", vlans, V4, ForwardingRow.REDIRECT);
    row(ForwardingTable.REWRITTEN, vlans, V4_TO_VLAN + " vlan 200", ForwardingRow.REDIRECT);
    once("IPv4, tag pushed", vlans, V4_TO_VLAN, ForwardingRow.REDIRECT);
    once("IPv4, tag popped", vlans, V4 + " vlan 100", ForwardingRow.REDIRECT);
    once(ForwardingTable.REWRITTEN, vlans, V4_TO_VLAN + " vlan 100", ForwardingRow.REDIRECT);
    Contestant around = ours(Stages.ONE, Vlans.TURNED_AROUND, 64, List.of());
    row(ForwardingTable.WITH_RULES, around, V4, ForwardingRow.REDIRECT);
    row(ForwardingTable.AROUND, around, V4_AROUND, ForwardingRow.REDIRECT);
    Contestant two = ours(Stages.TWO, Vlans.NONE, 64, List.of());
    row("IPv4, two stages", two, V4, ForwardingRow.REDIRECT);
    row("IPv6, two stages", two, V6, ForwardingRow.REDIRECT);
    row("IPv4 not listed, two stages", two, V4_NOT_LISTED, ForwardingRow.PASS);
  }

  private Contestant add(Contestant contestant) {
    contestants.add(contestant);
    return contestant;
  }

  private Contestant ours(Stages form, Vlans vlans, int prefixes, List<String> more)
      throws Exception {
    List<String> directives = new ArrayList<>(ListedPrefixes.allow(prefixes));
    directives.addAll(more);
    return add(Contestant.ours(form, vlans, directives));
  }

  private void row(String name, Contestant contestant, String packet, int verdict)
      throws PacketTextException {
    row(name, contestant, packet, IN_A_ROW, verdict);
  }

  private void once(String name, Contestant contestant, String packet, int verdict)
      throws PacketTextException {
    row(name, contestant, packet, 1, verdict);
  }

  private void row(String name, Contestant contestant, String packet, int repeat, int verdict)
      throws PacketTextException {
    byte[] bytes =
        PacketText.parse(packet, new Macs(BenchRouter.IN_MAC, BenchRouter.SOURCE_MAC)).bytes();
    rows.add(new ForwardingRow(name, contestant, bytes, repeat, verdict, rounds));
  }
}
