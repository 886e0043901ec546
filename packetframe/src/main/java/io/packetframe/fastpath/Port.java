package io.packetframe.fastpath;

import io.packetframe.bpf.link.XdpMode;
import io.packetframe.net.InterfaceName;
import java.util.List;

/**
 * An interface that may be attached to: it is there, nobody else's program is on it, and its driver
 * survives the modes.
 *
 * @param index its ifindex
 * @param modes to try, in this order; at least one
 * @param offloads ethtool features that take tags off frames, and have to go off first
 */
record Port(InterfaceName name, int index, List<XdpMode> modes, List<String> offloads) {
  Port {
    offloads = List.copyOf(offloads);
    modes = List.copyOf(modes);
    if (modes.isEmpty()) {
      throw new IllegalArgumentException("modes: at least one");
    }
  }
}
