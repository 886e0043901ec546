package io.packetframe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.sys.linux.ScriptedSyscalls;
import io.packetframe.testing.Blessed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  @ParameterizedTest
  @CsvSource({
    "'', a command is missing, packetframe --help",
    "--nonsense, Unknown option: '--nonsense', packetframe --help",
    "fnord, 'Unmatched argument at index 0: ''fnord''', packetframe --help",
    "feasibility --fnord, Unknown option: '--fnord', packetframe feasibility --help",
    "feasibility --human --json, --human and --json exclude each other, packetframe feasibility",
    "feasibility --config, Missing required parameter, packetframe feasibility --help",
    "check, Missing required option, packetframe check --help",
    "run --config x --form three, '--form is fast_path or', packetframe run --help",
    "detach, one of --config and --all is needed, packetframe detach --help",
    "explain fnord, no capability is named fnord, packetframe explain",
    "explain map., no capability is named map., packetframe explain",
    "explain xdp.attach., no capability is named xdp.attach., packetframe explain",
  })
  void aWrongCommandLineEndsWith64AndSaysWhereToLook(String line, String message, String see) {
    Invocation invocation = run(line.isEmpty() ? new String[0] : line.split(" ", -1));
    assertThat(invocation.code()).isEqualTo(64);
    assertThat(invocation.out()).isEmpty();
    assertThat(invocation.err()).contains("packetframe: " + message).contains("see: " + see);
  }

  @Test
  void argumentsAreScrubbedBeforeTheyArePrinted() {
    assertThat(run("explain", "\u001b[31mred\n").err())
        .contains("no capability is named \\u{1b}[31mred\\u{a}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reconfigure", "map"})
  void whatIsNotBuiltSaysSoAndEndsWith2(String command) {
    Invocation invocation = run(command);
    assertThat(invocation.code()).isEqualTo(2);
    assertThat(invocation.err())
        .isEqualTo("packetframe: " + command + " is not built in version 0.1.0-SNAPSHOT\n");
  }

  @Test
  void helpAndVersionEndWith0() {
    assertThat(run("--version")).isEqualTo(new Invocation(0, "packetframe 0.1.0-SNAPSHOT\n", ""));
    assertThat(run("--help").out()).startsWith("Usage: packetframe").contains("feasibility");
    assertThat(run("feasibility", "--help").out())
        .contains("--config=FILE", "--full", "--human", "--json");
    assertThat(run("feasibility", "-h").code()).isZero();
  }

  @Test
  void theVersionIsTheBuilds() throws IOException {
    assertThat(Files.readString(Blessed.root().resolve("packetframe/pom.xml")))
        .contains("<version>" + Version.CURRENT + "</version>");
  }

  @Test
  void explainListsEveryRowAndExplainsAnInterfacesRowByItsName() {
    assertThat(run("explain").out()).contains("map.ringbuf\n", "xdp.attach.<interface>\n");
    assertThat(run("explain", "iface.wan0.rxvlan").out())
        .startsWith("iface.<interface>.rxvlan (advisory)\n\nWhat for:  A VLAN tag");
    assertThat(run("explain", "xdp.attach.wan0").out()).startsWith("xdp.attach.<interface>");
  }

  @Test
  void runChecksTheConfigAndRefusesItsDirectivesByName(@TempDir Path directory) throws IOException {
    Path config = directory.resolve("packetframe.conf");
    Files.writeString(
        config, "module fast-path\ndry-run on\nfib-cache on\nforwarding-mode compare\n");
    Invocation refused = run("run", "--config", config.toString());
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains(": fib-cache on, forwarding-mode compare\n");
    Files.writeString(config, "global\n");
    Invocation nothing = run("run", "--config", config.toString());
    assertThat(nothing.code()).isEqualTo(1);
    assertThat(nothing.err()).contains("the config has no `module fast-path`");
    Files.writeString(config, "module fast-path\nallow-prefx 192.0.2.0/24\n");
    Invocation wrong = run("run", "--config", config.toString());
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.err()).contains(config + ":2:1:");
  }

  private static Invocation run(String... arguments) {
    return Invocation.of(new ScriptedSyscalls(), false, arguments);
  }
}
