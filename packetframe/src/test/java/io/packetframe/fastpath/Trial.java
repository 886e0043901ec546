package io.packetframe.fastpath;

import io.packetframe.net.MacAddress;
import io.packetframe.packet.Bytes;
import io.packetframe.packet.Fixture;
import io.packetframe.packet.FixtureException;
import io.packetframe.packet.Fixtures;
import io.packetframe.packet.FrameReader;
import io.packetframe.packet.Macs;
import io.packetframe.packet.Outcome;
import io.packetframe.packet.PacketText;
import io.packetframe.packet.Verdict;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A router, what it is told, and a frame: everything that a decision depends on, as a fixture says
 * it.
 *
 * @param router lines of a setup without its config
 * @param config directives of module fast-path
 * @param port where frames come in
 * @param frame from its Ethernet header on
 */
record Trial(List<String> router, List<String> config, String port, Bytes frame) {
  private static final MacAddress NOBODY = new MacAddress(0x0200_00ff_ffffL);

  Trial {
    router = List.copyOf(router);
    config = List.copyOf(config);
  }

  Trial withRouter(List<String> lines) {
    return new Trial(lines, config, port, frame);
  }

  Trial withConfig(List<String> lines) {
    return new Trial(router, lines, port, frame);
  }

  Trial withFrame(byte[] bytes) {
    return new Trial(router, config, port, Bytes.of(bytes));
  }

  boolean hasRouterOf(Trial other) {
    return router.equals(other.router) && port.equals(other.port);
  }

  /** A case that expects nothing yet: its verdict is that of frames that pass uncounted. */
  Fixture fixture() throws FixtureException {
    return Fixtures.parse("trial", setup() + packet("pass", "rx_total")).getFirst();
  }

  /** A case for {@code fixtures/packets} that expects this outcome. */
  String fixtureText(Outcome expected) {
    String counters =
        expected.counters().stream()
            .map(counter -> counter.text())
            .collect(Collectors.joining(" "));
    String text = setup() + packet(expected.verdict().toString(), counters);
    return expected.verdict() instanceof Verdict.Redirect
        ? text + "  out " + words(expected.frame().array()) + "\n"
        : text;
  }

  private String setup() {
    StringBuilder text = new StringBuilder("setup\n");
    router.forEach(line -> text.append("  ").append(line).append('\n'));
    config.forEach(line -> text.append("  config ").append(line).append('\n'));
    return text.append('\n').toString();
  }

  private String packet(String verdict, String counters) {
    return "case found\n  says Found by the property test.\n  in %s %s\n  verdict %s\n  counts %s\n"
        .formatted(port, words(frame.array()), verdict, counters);
  }

  /** With both MAC addresses said: those of a fixture depend on its setup. */
  private static String words(byte[] bytes) {
    return PacketText.format(FrameReader.read(bytes), new Macs(NOBODY, NOBODY));
  }
}
