package io.packetframe.fastpath;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.net.InterfaceName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinLayoutTest {
  private static final PinLayout LAYOUT = new PinLayout(Path.of("/sys/fs/bpf/packetframe"));

  @Test
  void theNamesAreThoseThatPeopleKnow() {
    assertThat(LAYOUT.program("fast_path"))
        .hasToString("/sys/fs/bpf/packetframe/fast-path/progs/fast_path");
    assertThat(LAYOUT.map("STATS")).hasToString("/sys/fs/bpf/packetframe/fast-path/maps/STATS");
    assertThat(LAYOUT.folders()).first().hasToString("/sys/fs/bpf/packetframe/fast-path/links");
  }

  /** A BPF file system takes no dot. */
  @ParameterizedTest
  @CsvSource({
    "wan0, wan0",
    "eth0.100, eth0%2E100",
    "a%b, a%25b",
    "a%2Eb, a%252Eb",
    "%25., %2525%2E"
  })
  void everyInterfaceHasALinkOfItsOwn(String port, String file) {
    Path link = LAYOUT.link(new InterfaceName(port));
    assertThat(link.getFileName()).hasToString(file);
    assertThat(PinLayout.interfaceOf(link)).isEqualTo(port);
  }

  @ParameterizedTest
  @CsvSource({"0, 256", "128, 256", "129, 258", "2048, 4096", "4096, 4096"})
  void mapsHaveRoomForTwiceTheHostUpToTheLimit(int devices, int room) {
    HostLimits limits = MapSizes.roomFor(host(devices));
    assertThat(limits.devices()).isEqualTo(room);
    assertThat(MapSizes.entries(limits))
        .containsEntry("REDIRECT_DEVMAP", room)
        .containsEntry("INGRESS", 1024)
        .containsEntry("LOCAL_V4", 1024);
  }

  private static HostMaps host(int devices) {
    Map<Integer, Integer> targets =
        IntStream.rangeClosed(1, devices)
            .boxed()
            .collect(Collectors.toMap(index -> index, index -> index));
    return new HostMaps(Map.of(), Map.of(), Map.of(), targets, Map.of(), Map.of(), List.of());
  }
}
