package io.packetframe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.config.Config;
import io.packetframe.config.ConfigParser;
import io.packetframe.config.ConfigProblem;
import io.packetframe.config.Position;
import io.packetframe.config.ProblemKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostWarningsTest {
  @TempDir Path host;

  @Test
  void twoPortsOfOneBridge() throws IOException {
    bridge("br0", "0", "eth0", "eth1");
    Files.createDirectories(host.resolve("bond0"));
    port("bond0", "eth2");
    port("bond0", "eth3");
    String text =
        """
        module fast-path
          attach eth0 auto
          attach eth1 auto
          attach eth2 auto
          attach eth3 auto
          attach eth4 auto
        """;
    List<ConfigProblem> warnings = warnings(text);
    assertThat(warnings).hasSize(1);
    assertThat(warnings.getFirst().kind()).isEqualTo(ProblemKind.SHARED_BRIDGE);
    assertThat(warnings.getFirst().position()).isEqualTo(new Position(3, 10, 4));
    assertThat(warnings.getFirst().related()).contains(new Position(2, 10, 4));
    assertThat(warnings.getFirst().message())
        .isEqualTo("`eth1` is in bridge `br0` together with the interface of line 2");
  }

  @Test
  void aClampOnABridgeThatIsBypassed() throws IOException {
    bridge("br0", "0", "eth0.5");
    vlan("eth0.5");
    bridge("filtering", "1", "eth0.6");
    vlan("eth0.6");
    bridge("two", "0", "eth0.7", "eth1");
    bridge("plain", "0", "eth2");
    Files.writeString(host.resolve("eth2/uevent"), "INTERFACE=eth2\n");
    String clamps =
        """
        module fast-path
          mss-clamp via br0 1400
          mss-clamp via filtering 1400
          mss-clamp via two 1400
          mss-clamp via plain 1400
          mss-clamp via none 1400
          mss-clamp 1400
        """;
    assertThat(warnings(clamps))
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.kind()).isEqualTo(ProblemKind.BYPASSED_BRIDGE);
              assertThat(warning.position()).isEqualTo(new Position(2, 17, 3));
            });
    assertThat(warnings(clamps + "  bridge-resolve off\n")).isEmpty();
    assertThat(warnings(clamps + "  bridge-resolve on\n")).hasSize(1);
  }

  @Test
  void moreNeighboursThanNextHops() throws IOException {
    String own = "module fast-path\nforwarding-mode custom-fib\n";
    assertThat(warnings(own)).as("limits that cannot be read").isEmpty();
    limits("4096", "4096");
    assertThat(warnings(own)).as("just room enough").isEmpty();
    limits("4096", "4097");
    assertThat(warnings(own))
        .extracting(ConfigProblem::kind)
        .containsExactly(ProblemKind.NEIGHBOUR_LIMIT);
    assertThat(warnings(own + "nexthops-max-entries 8193\n")).isEmpty();
    assertThat(warnings("module fast-path\n")).as("the kernel's tables").isEmpty();
    limits("9999", "nonsense");
    assertThat(warnings(own)).hasSize(1);
  }

  @Test
  void nothingToSayWithoutAModule() {
    assertThat(warnings("global\n")).isEmpty();
  }

  private List<ConfigProblem> warnings(String text) {
    Config config = (Config) ConfigParser.parse(text.getBytes(StandardCharsets.UTF_8));
    return new HostWarnings(host, host.resolve("proc")).about(config);
  }

  private void bridge(String name, String filtering, String... ports) throws IOException {
    Path bridge = Files.createDirectories(host.resolve(name).resolve("bridge"));
    Files.writeString(bridge.resolve("vlan_filtering"), filtering + "\n");
    Path members = Files.createDirectories(host.resolve(name).resolve("brif"));
    for (String port : ports) {
      port(name, port);
      Files.createDirectory(members.resolve(port));
    }
  }

  private void port(String master, String port) throws IOException {
    Path device = Files.createDirectories(host.resolve(port));
    Files.createSymbolicLink(device.resolve("master"), Path.of("../" + master));
  }

  private void vlan(String name) throws IOException {
    Files.writeString(host.resolve(name).resolve("uevent"), "DEVTYPE=vlan\nINTERFACE=x\n");
  }

  private void limits(String ipv4, String ipv6) throws IOException {
    Path v4 = Files.createDirectories(host.resolve("proc/ipv4/neigh/default"));
    Files.writeString(v4.resolve("gc_thresh3"), ipv4 + "\n");
    Path v6 = Files.createDirectories(host.resolve("proc/ipv6/neigh/default"));
    Files.writeString(v6.resolve("gc_thresh3"), ipv6 + "\n");
  }
}
