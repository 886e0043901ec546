package io.packetframe.host.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.host.linux.Reading.Absent;
import io.packetframe.host.linux.Reading.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkInterfacesTest {
  private final NetworkInterfaces router =
      new NetworkInterfaces(HostTrees.files("router-5.15-arm64-64k"));

  @TempDir Path root;

  @Test
  void namesInterfacesOnly() {
    assertThat(router.names().optional().orElseThrow())
        .contains("eth0", "switch0.100")
        .doesNotContain("bonding_masters");
    assertThat(router.find("bonding_masters"))
        .isEqualTo(new Unreadable<>("/sys/class/net/bonding_masters", "not a symbolic link"));
  }

  @Test
  void readsAPort() {
    NetworkInterface port = router.find("eth1").optional().orElseThrow();
    assertThat(port.driver()).contains("rvu_nicpf");
    assertThat(port.bridge()).contains("switch0");
    assertThat(port.isVirtual()).isFalse();
    assertThat(port.receiveQueues()).extracting(ReceiveQueue::number).containsExactly(0, 1, 2, 10);
    assertThat(port.receiveQueues().getFirst().isSteered()).isFalse();
    assertThat(port.receiveQueues().getLast().isSteered()).isTrue();
  }

  @Test
  void knowsVlansAndBridges() {
    assertThat(router.find("eth0.35").optional().orElseThrow().isVlan()).isTrue();
    assertThat(router.find("switch0").optional().orElseThrow().isBridge()).isTrue();
    assertThat(router.find("eth0").optional().orElseThrow().isVlan()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "../../../etc",
        "a/b",
        "a b",
        "a\tb",
        "a\0b",
        "eth0:1",
        "a\\b",
        "sixteen-letters-",
        "\u001b[31m",
        "seven-öööö-x"
      })
  void aNameThatCannotBeIsAbsent(String name) {
    assertThat(router.find(name)).isInstanceOf(Absent.class);
  }

  @Test
  void tellsWhatIsNotThere() {
    assertThat(router.find("wan0")).isEqualTo(new Absent<>("/sys/class/net/wan0"));
    assertThat(NetworkInterfaces.isName("fifteen-letters")).isTrue();
  }

  @Test
  void aDriverThatCannotBeSeenIsNotNoDriver() throws IOException {
    Path device = makeInterface("eth0").resolve("device");
    Files.createDirectories(device.resolve("driver"));
    assertThat(find("eth0"))
        .isEqualTo(new Unreadable<>("/sys/class/net/eth0/device/driver", "not a symbolic link"));
  }

  @Test
  void anInterfaceOnItsWayOutIsUnreadable() throws IOException {
    Path directory = makeInterface("eth0");
    assertThat(find("eth0").optional()).isPresent();
    for (String attribute : List.of("ifindex", "type", "mtu")) {
      String before = Files.readString(directory.resolve(attribute));
      Files.writeString(directory.resolve(attribute), "x\n");
      assertThat(find("eth0")).as(attribute).isInstanceOf(Unreadable.class);
      Files.writeString(directory.resolve(attribute), before);
    }
    Files.writeString(directory.resolve("ifindex"), "0\n");
    assertThat(find("eth0")).isInstanceOf(Unreadable.class);
    Files.delete(directory.resolve("ifindex"));
    assertThat(find("eth0")).isEqualTo(new Absent<>("/sys/class/net/eth0/ifindex"));
  }

  @Test
  void aKernelWithoutRpsHasQueuesWithoutMasks() throws IOException {
    Path queues = makeInterface("eth0").resolve("queues");
    Files.createDirectories(queues.resolve("rx-1"));
    Files.createDirectories(queues.resolve("tx-0"));
    assertThat(find("eth0").optional().orElseThrow().receiveQueues())
        .containsExactly(new ReceiveQueue(1, Optional.empty()));
  }

  private Reading<NetworkInterface> find(String name) {
    return new NetworkInterfaces(new HostFiles(root)).find(name);
  }

  private Path makeInterface(String name) throws IOException {
    Path directory = root.resolve("sys/devices/virtual/net").resolve(name);
    Files.createDirectories(directory);
    Files.createDirectories(root.resolve("sys/class/net"));
    Files.createSymbolicLink(
        root.resolve("sys/class/net").resolve(name),
        Path.of("../../devices/virtual/net").resolve(name));
    Files.writeString(directory.resolve("ifindex"), "7\n");
    Files.writeString(directory.resolve("type"), "1\n");
    Files.writeString(directory.resolve("mtu"), "1500\n");
    Files.writeString(directory.resolve("operstate"), "up\n");
    Files.writeString(directory.resolve("uevent"), "INTERFACE=eth0\nIFINDEX=7\n");
    return directory;
  }
}
