package io.packetframe.fastpath;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.config.Config;
import io.packetframe.config.ConfigParser;
import io.packetframe.config.LogLevel;
import io.packetframe.config.ModuleSection;
import io.packetframe.host.linux.NetworkLink.Parent;
import io.packetframe.module.Journal;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.ScriptedSyscalls;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@code WireMatrixTest} does not meet: it asks peers that are there. */
class VethPeerTest {
  private final HandHost host = new HandHost();
  private final List<String> problems = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private int asked;

  @Test
  void hardwareHasNoPeer() {
    host.port("eth0");
    look("eth0", "dry-run off");
    assertThat(asked).as("only the port").isOne();
    assertThat(problems).hasSize(1);
    assertThat(said).isEmpty();
  }

  @Test
  void aPeerElsewhereIsNotTakenForADeviceHereAndIsRefusedByName() {
    peerElsewhere();
    look("veth0", "dry-run off");
    assertThat(asked).as("only the port").isOne();
    assertThat(problems.getLast())
        .contains("interface veth0: its peer is in another network namespace")
        .contains("ethtool -K <peer> tx off txvlan off tx-vlan-stag-hw-insert off")
        .endsWith("then say `accept-bypass peer-offloads`");
    assertThat(said).isEmpty();
  }

  @Test
  void aPeerElsewhereIsTheOperatorsToAnswerFor() {
    peerElsewhere();
    look("veth0", "accept-bypass peer-offloads");
    assertThat(problems).hasSize(1).first().asString().contains("EPERM");
    assertThat(said).hasSize(1).first().asString().contains("its peer is in another");
  }

  @Test
  void anotherConsentIsNotForPeers() {
    peerElsewhere();
    look("veth0", "accept-bypass nat");
    assertThat(problems).hasSize(2);
  }

  @Test
  void aPeerThatCannotBeAskedIsNotTakenForSafe() {
    host.add("far", "veth");
    host.above("veth0", "far", "veth");
    look("veth0", "dry-run off");
    assertThat(problems.getLast()).contains("far").contains("EPERM");
    assertThat(asked).as("the port, and the peer").isEqualTo(2);
  }

  private void peerElsewhere() {
    host.port("eth0");
    host.add("veth0", "veth").parent = Optional.of(new Parent(2, true));
  }

  /** The kernel refuses each question about offloads, so that the port is one problem itself. */
  private void look(String port, String directive) {
    ScriptedSyscalls syscalls =
        new ScriptedSyscalls()
            .onIoctl(
                _ -> {
                  asked++;
                  return ScriptedSyscalls.refusal(Errno.EPERM);
                });
    PortOffloads offloads =
        new PortOffloads(syscalls, host.state(), journal(), section(directive), problems);
    assertThat(offloads.of(host.state().link(port).orElseThrow())).isEmpty();
  }

  private static ModuleSection section(String directive) {
    String text = "module fast-path\n" + directive + "\n";
    Config config = (Config) ConfigParser.parse(text.getBytes(StandardCharsets.UTF_8));
    return config.fastPath().orElseThrow();
  }

  private Journal journal() {
    return new Journal() {
      @Override
      public void say(LogLevel level, String text) {
        said.add(text);
      }

      @Override
      public void listenFrom(LogLevel level) {
        // All of it.
      }
    };
  }
}
