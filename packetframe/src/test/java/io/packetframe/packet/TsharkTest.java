package io.packetframe.packet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.packetframe.net.IpAddress;
import io.packetframe.net.IpAddress.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second opinion on the bytes that we build: tshark reads every packet of the cases. */
class TsharkTest {
  private static final Path TSHARK = Path.of("/usr/bin/tshark");

  private static final List<String> FIELDS =
      List.of(
          "eth.dst",
          "eth.src",
          "vlan.id",
          "vlan.priority",
          "vlan.dei",
          "ieee8021ad.id",
          "ieee8021ad.priority",
          "ip.src",
          "ip.dst",
          "ip.ttl",
          "ip.checksum.status",
          "ipv6.src",
          "ipv6.dst",
          "ipv6.hlim",
          "ipv6.flow",
          "udp.srcport",
          "udp.dstport",
          "udp.checksum.status",
          "tcp.srcport",
          "tcp.dstport",
          "tcp.flags",
          "tcp.options.mss_val",
          "tcp.checksum.status",
          "icmp.type",
          "icmp.checksum.status",
          "icmpv6.type",
          "icmpv6.checksum.status");

  @TempDir Path directory;

  @Test
  void tsharkReadsWhatWeMeant() throws Exception {
    assumeTrue(Files.isExecutable(TSHARK), "tshark is not here: .github/setup installs it");
    List<Packet> packets = packets();
    Path capture = directory.resolve("packets.pcap");
    write(capture, packets);
    List<String> rows = tshark(capture);

    assertThat(packets.size()).isGreaterThan(200);
    assertThat(rows).hasSameSizeAs(packets);
    for (int i = 0; i < packets.size(); i++) {
      String text = PacketText.format(packets.get(i), Macs.ANY);
      assertThat(rows.get(i)).as(text).isEqualTo(expected(packets.get(i)));
    }
  }

  /** Every packet of the cases that is whole and says the truth. */
  private static List<Packet> packets() throws Exception {
    List<Packet> packets = new ArrayList<>();
    for (Fixture fixture : Fixtures.read(FixturesTest.DIRECTORY)) {
      List<Frame> frames = new ArrayList<>(List.of(fixture.in()));
      fixture.out().ifPresent(frames::add);
      for (Frame frame : frames) {
        if (frame instanceof Packet packet && packet.cut().isEmpty() && isTrue(packet)) {
          packets.add(packet);
        }
      }
    }
    return packets;
  }

  private static boolean isTrue(Packet packet) {
    boolean knownTags = packet.tags().stream().allMatch(tag -> VlanTag.isTag(tag.tpid()));
    return knownTags
        && switch (packet.network()) {
          case Ipv4 ip ->
              ip.lies().equals(Lies.NONE)
                  && isTrue(ip.transport())
                  && !ip.fragment().more()
                  && ip.fragment().offset() == 0;
          case Ipv6 ip ->
              ip.lies().equals(Lies.NONE)
                  && isTrue(ip.transport())
                  && ip.extensions().isEmpty()
                  // An IPv4-mapped address: tshark ends it with a dotted quad.
                  && ip.source().high() != 0;
          case Arp _, OtherNetwork _ -> false;
        };
  }

  private static boolean isTrue(Transport transport) {
    return switch (transport) {
      case Udp udp -> udp.lies().equals(Lies.NONE);
      case Tcp tcp ->
          tcp.lies().equals(Lies.NONE)
              // Options that lie about their length are read in as many ways as there are readers.
              && TcpOptions.words(tcp.options()).stream().noneMatch(w -> w.startsWith("option"));
      case Icmp icmp -> icmp.lies().equals(Lies.NONE);
      case OtherTransport _ -> false;
    };
  }

  /** The row that tshark prints if it reads what we meant; 1 says that a checksum is good. */
  private static String expected(Packet packet) {
    List<String> row = new ArrayList<>();
    row.add(packet.destination().toString());
    row.add(packet.source().toString());
    List<VlanTag> customer = tags(packet, VlanTag.CUSTOMER);
    List<VlanTag> service = tags(packet, VlanTag.SERVICE);
    row.add(joined(customer.stream().map(VlanTag::vid).toList()));
    row.add(joined(customer.stream().map(VlanTag::priority).toList()));
    row.add(joined(customer.stream().map(tag -> tag.dropEligible() ? 1 : 0).toList()));
    row.add(joined(service.stream().map(VlanTag::vid).toList()));
    row.add(joined(service.stream().map(VlanTag::priority).toList()));
    switch (packet.network()) {
      case Ipv4 ip -> {
        network(row, ip.source(), ip.destination(), ip.timeToLive() + "|1||||");
        transport(row, ip.transport());
      }
      case Ipv6 ip -> {
        String flow = "0x" + "%06x".formatted(ip.flowLabel());
        network(row, ip.source(), ip.destination(), ip.hopLimit() + "|" + flow);
        transport(row, ip.transport());
      }
      case Arp _, OtherNetwork _ -> throw new AssertionError("left out");
    }
    return String.join("|", row);
  }

  private static void network(List<String> row, IpAddress source, IpAddress to, String rest) {
    row.add((source.family() == Family.V6 ? "||||" : "") + source + "|" + to + "|" + rest);
  }

  private static void transport(List<String> row, Transport transport) {
    switch (transport) {
      case Udp udp ->
          row.add(udp.sourcePort() + "|" + udp.destinationPort() + "|1" + "|".repeat(9));
      case Tcp tcp -> {
        String mss =
            joined(
                TcpOptions.words(tcp.options()).stream()
                    .takeWhile(word -> !word.equals("end"))
                    .filter(word -> word.startsWith("mss "))
                    .map(word -> Integer.valueOf(word.substring(4)))
                    .toList());
        row.add(
            "|||"
                + tcp.sourcePort()
                + "|"
                + tcp.destinationPort()
                + "|0x"
                + "%04x".formatted(TcpFlag.bits(tcp.flags()))
                + "|"
                + mss
                + "|1||||");
      }
      case Icmp icmp ->
          row.add(
              (icmp.family() == Family.V4 ? "||||||||" : "||||||||||")
                  + icmp.type()
                  + "|1"
                  + (icmp.family() == Family.V4 ? "||" : ""));
      case OtherTransport _ -> throw new AssertionError("left out");
    }
  }

  private static List<VlanTag> tags(Packet packet, int tpid) {
    return packet.tags().stream().filter(tag -> tag.tpid() == tpid).toList();
  }

  private static String joined(List<Integer> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private List<String> tshark(Path capture) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(TSHARK.toString(), "-n", "-r", capture.toString(), "-T", "fields"));
    for (String protocol : List.of("ip", "tcp", "udp")) {
      command.addAll(List.of("-o", protocol + ".check_checksum:TRUE"));
    }
    command.addAll(List.of("-E", "separator=|", "-E", "occurrence=a", "-E", "aggregator=,"));
    FIELDS.forEach(field -> command.addAll(List.of("-e", field)));
    Path rows = directory.resolve("rows");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(rows.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("tshark ends").isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
    return Files.readAllLines(rows, UTF_8);
  }

  private static void write(Path capture, List<Packet> packets) throws IOException {
    FrameWriter out = new FrameWriter();
    out.u32(0xa1b2c3d4);
    out.u32(0x00020004);
    out.u32(0);
    out.u32(0);
    out.u32(0xffff);
    out.u32(1);
    for (Packet packet : packets) {
      byte[] bytes = packet.bytes();
      out.u32(0);
      out.u32(0);
      out.u32(bytes.length);
      out.u32(bytes.length);
      out.bytes(bytes);
    }
    Files.write(capture, out.array());
  }
}
