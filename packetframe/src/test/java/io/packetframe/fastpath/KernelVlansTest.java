package io.packetframe.fastpath;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.host.linux.LinkDetails;
import io.packetframe.net.VlanId;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the kernel, asked for the device below a VLAN device, says what our map says. */
class KernelVlansTest {
  private final HandHost host = new HandHost();

  @BeforeEach
  void addPorts() {
    host.port("wan0");
    host.port("lan0");
  }

  private boolean isSame() {
    return KernelVlans.answerAsWeDo(host.state(), host.maps("wan0"));
  }

  @Test
  void oneTagOnAPort() {
    host.vlan("lan0.5", "lan0", 5);
    host.serviceVlan("lan0.9", "lan0", 9);
    assertThat(isSame()).isTrue();
  }

  /** The kernel says that it cannot, and is asked again without the flag. */
  @Test
  void twoTagsAreLeftToUs() {
    host.serviceVlan("lan0.10", "lan0", 10);
    host.vlan("lan0.10.11", "lan0.10", new VlanId(VlanId.CUSTOMER, 11), Map.of(0, 5));
    assertThat(isSame()).isTrue();
  }

  @Test
  void prioritiesAreOnlyInOurs() {
    host.vlan("lan0.5", "lan0", new VlanId(VlanId.CUSTOMER, 5), Map.of(0, 5));
    assertThat(isSame()).isFalse();
    host.draft("lan0.5").down();
    assertThat(isSame()).isTrue();
  }

  /** Nothing is redirected to a bridge, and we look through this one. */
  @Test
  void aBridgeBelow() {
    host.vlan("lan0.5", "lan0", 5);
    host.bridge("br", false, "lan0.5");
    assertThat(isSame()).isTrue();
    host.vlan("br.7", "br", 7);
    assertThat(host.egress(host.maps("wan0"))).anyMatch(line -> line.startsWith("br.7 by lan0"));
    assertThat(isSame()).isFalse();
  }

  @Test
  void whatNeitherOfUsSendsTo() {
    host.add("dummy0", "dummy");
    host.vlan("dummy0.5", "dummy0", 5);
    assertThat(isSame()).isTrue();
  }

  /** We leave it to the kernel, which would name the port and a tag with VID 0. */
  @Test
  void aTagThatNamesNoVlan() {
    host.vlan("lan0.0", "lan0", 5).details =
        new LinkDetails.Vlan(VlanId.CUSTOMER, 0, 1, new TreeMap<>(), new TreeMap<>());
    assertThat(isSame()).isFalse();
  }
}
