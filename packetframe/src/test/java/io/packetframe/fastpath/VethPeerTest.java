package io.packetframe.fastpath;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.host.linux.NetworkLink.Parent;
import io.packetframe.host.linux.Reading;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.ScriptedSyscalls;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@code WireMatrixTest} does not meet: it asks peers that are there. */
class VethPeerTest {
  private final HandHost host = new HandHost();
  private int asked;

  @Test
  void hardwareHasNoPeer() {
    host.port("eth0");
    assertThat(warning("eth0").optional()).contains(Optional.empty());
    assertThat(asked).isZero();
  }

  @Test
  void aPeerElsewhereIsNotTakenForADeviceHere() {
    host.port("eth0");
    host.add("veth0", "veth").parent = Optional.of(new Parent(2, true));
    assertThat(warning("veth0").optional().orElseThrow().orElseThrow())
        .contains("veth0 is a veth, whose peer is in another network namespace")
        .contains("ethtool -K <peer> txvlan off");
    assertThat(asked).isZero();
  }

  @Test
  void aPeerThatCannotBeAskedIsNotTakenForSafe() {
    host.add("far", "veth");
    host.above("veth0", "far", "veth");
    assertThat(warning("veth0").problem().orElseThrow()).contains("far").contains("EPERM");
    assertThat(asked).isOne();
  }

  private Reading<Optional<String>> warning(String port) {
    ScriptedSyscalls syscalls =
        new ScriptedSyscalls()
            .onIoctl(
                _ -> {
                  asked++;
                  return ScriptedSyscalls.refusal(Errno.EPERM);
                });
    return new VethPeer(syscalls, host.state()).warning(host.state().link(port).orElseThrow());
  }
}
