package io.packetframe.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostPlatformsTest {

  @ParameterizedTest
  @CsvSource({
    "Linux, LINUX",
    "Windows 11, WINDOWS",
    "Windows Server 2025, WINDOWS",
    "Mac OS X, MACOS",
    "FreeBSD, FREEBSD",
    "OpenBSD, OPENBSD",
    "NetBSD, NETBSD",
    "SunOS, OTHER",
    "Windowsless, WINDOWS",
    "'', OTHER"
  })
  void javaNamesTheSystem(String osName, OperatingSystem system) {
    assertThat(OperatingSystem.named(osName)).isEqualTo(system);
  }

  /** Nothing of Linux is asked for elsewhere, and nothing is made up. */
  @Test
  void aSystemThatWeCannotAskIsUnknownWithTheReason() {
    for (OperatingSystem system : OperatingSystem.values()) {
      // This machine is really the one that it is asked as; elsewhere OSHI sees through it.
      if (system != OperatingSystem.LINUX
          && system != OperatingSystem.named(System.getProperty("os.name"))) {
        HostPlatform host =
            HostPlatforms.of(
                system,
                () -> {
                  throw new AssertionError("asked for Linux's system calls");
                });
        assertThat(host.cpu().usable().reason().orElseThrow()).contains(system.title());
        assertThat(host.gpus().optional()).isEmpty();
        assertThat(host.memory().usedBytes().optional()).isEmpty();
        assertThat(host.memory().effectiveBytes().reason().orElseThrow()).contains(system.title());
        assertThat(host.storage().fileSystems().optional()).isEmpty();
        assertThat(host.network().optional()).isEmpty();
        assertThat(host.usage().processes().optional()).isEmpty();
      }
    }
  }
}
