package io.packetframe.host.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.host.linux.Reading.Absent;
import io.packetframe.host.linux.Reading.Present;
import java.util.List;
import org.junit.jupiter.api.Test;

class SysctlTest {
  private final HostFiles files = HostTrees.files("debian-6.1-amd64");

  @Test
  void reads() {
    assertThat(Sysctl.read(files, "net.ipv6.conf.all.forwarding")).isEqualTo(new Present<>("0"));
  }

  @Test
  void saysWhyNot() {
    assertThat(Sysctl.read(files, "net.ipv4.no_such"))
        .isEqualTo(new Absent<>("/proc/sys/net/ipv4/no_such"));
  }

  @Test
  void takesDottedWordsOnly() {
    for (String name : List.of("net/ipv4", "net.ipv4.\0", "a b")) {
      assertThatThrownBy(() -> Sysctl.read(files, name))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
