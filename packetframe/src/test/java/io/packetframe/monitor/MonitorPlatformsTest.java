package io.packetframe.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.PacketFrameException;
import io.packetframe.host.OperatingSystem;
import io.packetframe.net.InterfaceName;
import org.junit.jupiter.api.Test;

class MonitorPlatformsTest {
  private static MonitorPlatform of(OperatingSystem system) {
    return MonitorPlatforms.of(
        system,
        () -> {
          throw new AssertionError("asked for Linux's system calls");
        });
  }

  /** On this host there is no bpf(4) and no Windows: each says so, and none asks Linux. */
  @Test
  void aSystemThatThisIsNotSaysWhyItMeasuresNothing() {
    for (OperatingSystem system : OperatingSystem.values()) {
      if (system != OperatingSystem.LINUX && system != OperatingSystem.named(osName())) {
        MonitorPlatform platform = of(system);
        assertThat(platform.support())
            .as(system.title())
            .isNotEmpty()
            .allMatch(each -> !each.works() && !each.why().isEmpty());
        assertThatThrownBy(() -> platform.network(new InterfaceName("lo")))
            .isInstanceOf(PacketFrameException.class);
        assertThatThrownBy(() -> platform.cpu(Waits.MEASURED))
            .isInstanceOf(PacketFrameException.class);
        assertThatThrownBy(platform::memory).isInstanceOf(PacketFrameException.class);
        assertThatThrownBy(platform::security).isInstanceOf(PacketFrameException.class);
      }
    }
  }

  private static String osName() {
    return System.getProperty("os.name");
  }
}
