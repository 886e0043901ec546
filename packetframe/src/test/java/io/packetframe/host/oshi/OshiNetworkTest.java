package io.packetframe.host.oshi;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.host.NetworkAdapter;
import io.packetframe.host.OperatingSystem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import oshi.hardware.NetworkIF;
import oshi.hardware.NetworkIF.IfOperStatus;

class OshiNetworkTest {
  private final Map<String, Object> said = new HashMap<>();

  @BeforeEach
  void ordinary() {
    said.put("getName", "em0");
    said.put("getIndex", 1);
    said.put("getMacaddr", "02:00:00:00:00:01");
    said.put("getIfOperStatus", IfOperStatus.LOWER_LAYER_DOWN);
    said.put("getMTU", 1500L);
    said.put("getSpeed", 1_000_000_000L);
    said.put("getTimeStamp", 1L);
    for (String counter :
        List.of(
            "getBytesRecv",
            "getPacketsRecv",
            "getInErrors",
            "getInDrops",
            "getBytesSent",
            "getPacketsSent",
            "getOutErrors")) {
      said.put(counter, 7L);
    }
  }

  @Test
  void whatIsTold() {
    NetworkAdapter adapter = adapter(OperatingSystem.FREEBSD);
    assertThat(adapter.address().optional().orElseThrow()).hasToString("02:00:00:00:00:01");
    assertThat(adapter.state().optional()).contains("lowerlayerdown");
    assertThat(adapter.mtuBytes().optional()).contains(1500);
    assertThat(adapter.bitsPerSecond().optional()).contains(1_000_000_000L);
    assertThat(adapter.traffic().optional().orElseThrow().sentPackets()).isEqualTo(7);
    assertThat(adapter.traffic().optional().orElseThrow().sentDrops().reason()).isPresent();
    assertThat(adapter.isVirtual().reason()).isPresent();
    said.put("isConnectorPresent", false);
    assertThat(adapter(OperatingSystem.WINDOWS).isVirtual().optional()).contains(true);
  }

  /** Windows: 2^64 - 1 bit/s without a cable, 2^32 - 1 bytes of loopback. */
  @Test
  void sentinelsAreUnknown() {
    said.put("getIndex", -1);
    said.put("getMacaddr", "unknown");
    said.put("getIfOperStatus", IfOperStatus.UNKNOWN);
    said.put("getMTU", 4294967295L);
    said.put("getSpeed", -1L);
    said.put("getInErrors", -1L);
    NetworkAdapter adapter = adapter(OperatingSystem.WINDOWS);
    assertThat(adapter.number().optional()).isEmpty();
    assertThat(adapter.address().optional()).isEmpty();
    assertThat(adapter.state().optional()).isEmpty();
    assertThat(adapter.mtuBytes().optional()).isEmpty();
    assertThat(adapter.bitsPerSecond().optional()).isEmpty();
    assertThat(adapter.traffic().reason().orElseThrow()).contains("-1");
    said.put("getMacaddr", "00:00:00:00:00:00");
    said.put("getSpeed", Long.MAX_VALUE);
    said.put("getInErrors", 0L);
    said.put("getTimeStamp", 0L);
    adapter = adapter(OperatingSystem.WINDOWS);
    assertThat(adapter.address().optional()).isEmpty();
    assertThat(adapter.bitsPerSecond().optional()).isEmpty();
    assertThat(adapter.traffic().reason().orElseThrow()).contains("never");
  }

  @Test
  void eachOnce() {
    NetworkIF one = Saying.of(NetworkIF.class, said);
    OshiNetwork network = new OshiNetwork(OperatingSystem.MACOS);
    assertThat(network.of(List.of(one, one)).optional().orElseThrow()).hasSize(1);
    assertThat(network.of(List.of()).reason()).isPresent();
  }

  private NetworkAdapter adapter(OperatingSystem system) {
    return new OshiNetwork(system)
        .of(List.of(Saying.of(NetworkIF.class, said)))
        .optional()
        .orElseThrow()
        .getFirst();
  }
}
