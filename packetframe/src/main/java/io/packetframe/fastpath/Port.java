package io.packetframe.fastpath;

import io.packetframe.bpf.link.XdpMode;
import io.packetframe.module.SwitchedOffload;
import io.packetframe.net.InterfaceName;
import java.util.List;

/**
 * An interface that may be attached to: it is there, nobody else's program is on it, and its driver
 * survives the modes.
 *
 * @param index its ifindex
 * @param modes to try, in this order; at least one
 * @param offloads what has to go off before: what takes tags off frames, or sends frames that are
 *     not whole
 */
record Port(InterfaceName name, int index, List<XdpMode> modes, List<SwitchedOffload> offloads) {
  Port {
    offloads = List.copyOf(offloads);
    modes = List.copyOf(modes);
    if (modes.isEmpty()) {
      throw new IllegalArgumentException("modes: at least one");
    }
  }
}
