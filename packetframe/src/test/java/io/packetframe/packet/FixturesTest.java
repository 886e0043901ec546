package io.packetframe.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every case of {@code fixtures/packets} against the model of the data path. */
class FixturesTest {
  static final Path DIRECTORY =
      Path.of(System.getProperty("root.directory"), "fixtures", "packets");

  private static final String CASE =
      """
      setup
        port wan0 mac 02:00:00:00:00:01
        port lan0 mac 02:00:00:00:00:02
        address 10.0.0.1/24 dev lan0
        neighbour 10.0.0.9 dev lan0 mac 02:00:00:00:00:99
        config allow-prefix 10.0.0.0/24
      case forwarded
        says it leaves
        in wan0 udp 192.0.2.1:5 > 10.0.0.9:53
        verdict redirect lan0
        counts rx_total matched_v4 matched_dst_only fwd_ok
        out udp 192.0.2.1:5 > 10.0.0.9:53 ttl 63
      """;

  @TestFactory
  Stream<DynamicTest> theModelAgreesWithEachCase() throws Exception {
    List<Fixture> fixtures = Fixtures.read(DIRECTORY);
    assertThat(fixtures.size()).as("cases").isGreaterThan(150);
    return fixtures.stream()
        .map(fixture -> DynamicTest.dynamicTest(fixture.toString(), () -> check(fixture)));
  }

  @Test
  void aCaseIsCheckedInEveryPart() throws FixtureException {
    check(read(CASE));
    for (String wrong :
        List.of(
            CASE.replace("ttl 63", "ttl 62"),
            CASE.replace("fwd_ok", "fwd_ok pass_local"),
            CASE.replace("matched_v4", ""),
            CASE.replace("redirect lan0", "redirect wan0"),
            CASE.replace("ttl 63", "ttl 63 vlan 5"),
            CASE.replace("redirect lan0", "drop").replaceAll(" *out.*", ""))) {
      Fixture fixture = read(wrong);

      assertThatThrownBy(() -> check(fixture)).as(wrong).isInstanceOf(AssertionError.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "says it leaves | sais it leaves | case.txt:8: column 3: `sais` is no keyword of a case;"
            + " did you mean `says`?",
        "fwd_ok | fwd_okay | case.txt:11: column 47: `fwd_okay` is no counter; did you mean"
            + " `fwd_ok`?",
        "in wan0 udp | in wan0 udq | case.txt:9: column 11: `udq` is no kind of packet; did you"
            + " mean `udp`?",
        "in wan0 udp | in wan1 udp | case.txt:9: there is no port wan1",
        "dev lan0 mac | dev lan1 mac | case.txt:5: column 26: `lan1` is no device above this line;"
            + " did you mean `lan0`?",
        "allow-prefix 10 | allow-prefix 310 | case.txt:6: the config says:"
            + " `310.0.0.0/24` is no prefix: octet 310 is above 255",
        "redirect lan0 | pass | case.txt:7: case forwarded needs `in`, and `out` behind it if it is"
            + " redirected",
        "says it leaves | | case.txt:7: case forwarded lacks one of says, verdict and counts",
      })
  void whatIsWrongIsSaidWithItsLine(String right, String wrong, String message) {
    String text = CASE.replace(right, wrong == null ? "" : wrong);

    assertThatThrownBy(() -> read(text)).isInstanceOf(FixtureException.class).hasMessage(message);
  }

  @Test
  void aFileWithoutCasesIsRefused() {
    assertThatThrownBy(() -> Fixtures.parse("case.txt", "# nothing"))
        .hasMessage("case.txt:1: there is no case in it");
  }

  static void check(Fixture fixture) {
    Outcome outcome =
        new DataPath(
                Rules.of(fixture.config()),
                fixture.topology().view(fixture.config()),
                fixture.topology().fib())
            .process(fixture.port(), fixture.in().bytes());
    Outcome expected = fixture.expected();

    assertThat(outcome.counters()).as("counters").isEqualTo(expected.counters());
    assertThat(outcome.verdict()).as("verdict").isEqualTo(expected.verdict());
    assertThat(describe(outcome)).as("packet out").isEqualTo(describe(expected));
    assertThat(outcome.frame()).as("bytes out").isEqualTo(expected.frame());
  }

  private static String describe(Outcome outcome) {
    return PacketText.format(FrameReader.read(outcome.frame().array()), Macs.ANY);
  }

  private static Fixture read(String text) throws FixtureException {
    return Fixtures.parse("case.txt", text).getFirst();
  }
}
