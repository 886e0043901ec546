package io.packetframe.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.host.linux.FeatureSwitch;
import io.packetframe.net.IpAddress;
import io.packetframe.net.IpPrefix;
import io.packetframe.net.VlanId;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.testing.Links;
import io.packetframe.testing.PrivateNetwork;
import io.packetframe.wire.PassProgram;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.Callable;

/** A host at the far end of a wire, in a network namespace of its own. */
final class EndHost implements AutoCloseable {
  /** The name of its only port. */
  static final String PORT = "far";

  /** What {@code ethtool -K far tx off txvlan off tx-vlan-stag-hw-insert off} switches. */
  private static final List<String> LEFT_TO_HARDWARE =
      List.of(
          "tx-checksum-ip-generic",
          "tx-checksum-sctp",
          "tx-vlan-hw-insert",
          "tx-vlan-stag-hw-insert");

  private final PrivateNetwork network;
  private final int net;

  /** Makes one without a wire; its addresses will be those of that net. */
  EndHost(int net) throws Exception {
    this.network = PrivateNetwork.open();
    this.net = net;
  }

  int thread() throws Exception {
    return network.thread();
  }

  /** The port has been moved here: takes it up, and everything else goes to the router. */
  void connect(List<VlanId> tags) throws Exception {
    network.call(
        () -> {
          Ends.readyAtOnce();
          Links.up("lo");
          var on = FeatureSwitch.set(LinuxSystem.syscalls(), PORT, LEFT_TO_HARDWARE, false);
          assertThat(on.optional()).contains(List.of());
          String device = Ends.up(PORT, tags, net, 2);
          Links.route(IpPrefix.parse("10.0.0.0/8"), IpAddress.parse("10." + net + ".0.1"));
          Links.route(IpPrefix.parse("2001:db8::/32"), IpAddress.parse("2001:db8:" + net + "::1"));
          return device;
        });
  }

  /** Makes the port ready for frames that native XDP sends. */
  PassProgram receiveXdp() throws Exception {
    return network.call(() -> PassProgram.on(LinuxSystem.syscalls(), List.of(PORT)));
  }

  InetAddress address(boolean ipv6) throws Exception {
    return InetAddress.getByName(ipv6 ? "2001:db8:" + net + "::2" : "10." + net + ".0.2");
  }

  /** Runs work in the host's namespace; sockets and processes that it opens stay there. */
  <T> T call(Callable<T> work) throws Exception {
    return network.call(work);
  }

  @Override
  public void close() {
    network.close();
  }
}
