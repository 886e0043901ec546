package io.packetframe.packet;

import io.packetframe.config.Config;
import io.packetframe.config.ConfigParser;
import io.packetframe.config.ConfigProblem;
import io.packetframe.config.ParseResult;
import io.packetframe.net.InterfaceName;
import io.packetframe.net.MacAddress;
import io.packetframe.packet.FixtureReader.Line;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Fixture} of the lines of its setup and its own. */
final class CaseReader {
  private static final List<String> OWN_KEYWORDS =
      List.of("case", "says", "config", "in", "verdict", "counts", "out");

  private final String file;
  private final TopologyText topologyText = new TopologyText();
  private final StringBuilder config = new StringBuilder();
  private final List<Integer> configLines = new ArrayList<>();
  private final Set<Counter> counters = EnumSet.noneOf(Counter.class);
  private final List<Line> packets = new ArrayList<>();
  private final int first;
  private String name = "";
  private String sentence = "";
  private @Nullable Verdict verdict;
  private int number;

  CaseReader(String file, List<Line> setup, List<Line> own) throws FixtureException {
    this.file = file;
    this.first = own.getFirst().number();
    for (List<Line> lines : List.of(setup, own)) {
      for (Line line : lines) {
        number = line.number();
        try {
          line(line);
        } catch (PacketTextException e) {
          throw wrong(e);
        }
      }
    }
  }

  private void line(Line line) throws PacketTextException, FixtureException {
    Words words = new Words(line.text());
    String keyword = words.take("a keyword");
    switch (keyword) {
      case "case" -> name = words.take("a name");
      case "says" -> sentence = words.rest();
      case "config" -> {
        config.append("  ").append(words.rest()).append('\n');
        configLines.add(line.number());
      }
      case "in", "out" -> packets.add(line);
      case "verdict" -> verdict = verdict(words);
      case "counts" -> {
        while (words.hasNext()) {
          String counter = words.take("a counter");
          Optional<Counter> found = Counter.named(counter);
          if (found.isEmpty()) {
            throw words.unknown(
                "counter", Arrays.stream(Counter.values()).map(Counter::text).toList());
          }
          counters.add(found.get());
        }
      }
      default -> {
        if (!TopologyText.KEYWORDS.contains(keyword)) {
          List<String> all = new ArrayList<>(OWN_KEYWORDS);
          all.addAll(TopologyText.KEYWORDS);
          throw words.unknown("keyword of a case", all);
        }
        topologyText.line(keyword, words);
      }
    }
  }

  private static Verdict verdict(Words words) throws PacketTextException {
    String verdict = words.take("pass, drop or redirect");
    return switch (verdict) {
      case "pass" -> new Verdict.Pass();
      case "drop" -> new Verdict.Drop();
      case "redirect" -> new Verdict.Redirect(TopologyText.name(words));
      default -> throw words.unknown("verdict", List.of("pass", "drop", "redirect"));
    };
  }

  Fixture fixture() throws FixtureException {
    number = first;
    Topology topology = topologyText.topology();
    Verdict ends = verdict;
    if (ends == null || sentence.isEmpty() || counters.isEmpty()) {
      throw wrong("case " + name + " lacks one of says, verdict and counts");
    }
    Line in = packets.isEmpty() ? new Line(first, "") : packets.getFirst();
    boolean redirected = ends instanceof Verdict.Redirect;
    if (!in.text().strip().startsWith("in ") || packets.size() != (redirected ? 2 : 1)) {
      throw wrong("case " + name + " needs `in`, and `out` behind it if it is redirected");
    }
    try {
      number = in.number();
      Words words = new Words(in.text());
      words.take("in");
      Device.Port port = port(topology, TopologyText.name(words));
      Frame came = PacketText.parse(words.restInPlace(), new Macs(port.mac(), Macs.ANY.source()));
      Optional<Frame> left = Optional.empty();
      if (ends instanceof Verdict.Redirect redirect) {
        number = packets.getLast().number();
        Words out = new Words(packets.getLast().text());
        out.take("out");
        left = Optional.of(PacketText.parse(out.restInPlace(), macs(topology, redirect.port())));
      }
      return new Fixture(
          name,
          sentence,
          file + ":" + first,
          config(topology),
          topology,
          port.name(),
          came,
          ends,
          counters,
          left);
    } catch (PacketTextException e) {
      throw wrong(e);
    }
  }

  /** Of a packet that leaves: from the port, to the one next hop behind it. */
  private Macs macs(Topology topology, InterfaceName port) throws FixtureException {
    Set<MacAddress> hops = new TreeSet<>();
    HostView view = topology.view(config(topology));
    for (Topology.Neighbour neighbour : topology.neighbours()) {
      if (view.egress(neighbour.device()).filter(way -> way.port().equals(port)).isPresent()) {
        hops.add(neighbour.mac());
      }
    }
    MacAddress hop = hops.size() == 1 ? hops.iterator().next() : MacAddress.ZERO;
    return new Macs(hop, port(topology, port).mac());
  }

  private Device.Port port(Topology topology, InterfaceName name) throws FixtureException {
    if (topology.devices().get(name) instanceof Device.Port port) {
      return port;
    }
    throw wrong("there is no port " + name);
  }

  private Config config(Topology topology) throws FixtureException {
    StringBuilder text = new StringBuilder("module fast-path\n");
    for (Device.Port port : topology.ports()) {
      text.append("  attach ").append(port.name()).append(" native\n");
    }
    ParseResult parsed =
        ConfigParser.parse(text.append(config).toString().getBytes(StandardCharsets.UTF_8));
    if (parsed instanceof Config valid) {
      return valid;
    }
    ConfigProblem problem = parsed.problems().getFirst();
    // In front of the lines of the case stand the header and one line for each port.
    int index = problem.position().line() - 2 - topology.ports().size();
    number = index >= 0 && index < configLines.size() ? configLines.get(index) : first;
    throw wrong("the config says: " + problem.message());
  }

  private FixtureException wrong(String what) {
    return new FixtureException(file, number, what, null);
  }

  private FixtureException wrong(PacketTextException e) {
    String suggestion = e.remedy().map(text -> "; " + text).orElse("");
    return new FixtureException(file, number, e.getMessage() + suggestion, e);
  }
}
