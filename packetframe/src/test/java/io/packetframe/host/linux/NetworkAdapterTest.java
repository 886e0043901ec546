package io.packetframe.host.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.host.Fact;
import io.packetframe.host.NetworkAdapter;
import io.packetframe.host.Traffic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "sysfs paths hold colons")
class NetworkAdapterTest {
  @TempDir private Path root;

  @Test
  void portsAndWhatIsMadeOfThem() throws IOException {
    List<NetworkAdapter> adapters =
        InventoryTree.of("inventory-server-amd64", root).host().network().optional().orElseThrow();
    assertThat(adapters)
        .extracting(NetworkAdapter::name)
        .containsExactly("eno1", "eno2", "lo", "vlan10");
    NetworkAdapter port = adapters.getFirst();
    assertThat(port.bitsPerSecond().optional()).contains(10_000_000_000L);
    assertThat(port.driver().optional()).contains("ixgbe");
    assertThat(port.isVirtual().optional()).contains(false);
    assertThat(port.address().optional().orElseThrow()).hasToString("d0:94:66:01:02:03");
    assertThat(port.traffic().optional())
        .contains(
            new Traffic(123456789012L, 98765432, 0, 3, 98765432109L, 87654321, 0, Fact.known(0L)));
    NetworkAdapter unplugged = adapters.get(1);
    assertThat(unplugged.bitsPerSecond().optional()).as("-1 is no speed").isEmpty();
    assertThat(unplugged.traffic().reason()).contains("/proc/net/dev has no eno2");
    NetworkAdapter loopback = adapters.get(2);
    assertThat(loopback.address().optional()).as("zeros are no address").isEmpty();
    assertThat(loopback.isVirtual().optional()).contains(true);
  }

  @Test
  void countersHave64Bits() {
    assertThat(
            TrafficTable.parse("a|b\nc\nx: 18446744073709551615 1 2 3 0 0 0 0 4 5 6 7 0 0 0 0\n")
                .orElseThrow()
                .get("x"))
        .isEqualTo(new Traffic(-1L, 1, 2, 3, 4, 5, 6, Fact.known(7L)));
    assertThat(TrafficTable.parse("")).isEmpty();
    assertThat(TrafficTable.parse("no table\nat all\n")).isEmpty();
  }
}
