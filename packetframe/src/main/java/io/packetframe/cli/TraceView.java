package io.packetframe.cli;

import io.packetframe.fastpath.Decision;
import io.packetframe.fastpath.Traced;
import io.packetframe.fastpath.XdpAction;
import io.packetframe.host.linux.NetworkLink;
import io.packetframe.host.linux.NetworkState;
import io.packetframe.packet.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * All that the command shows of one frame.
 *
 * @param network whose devices have the names
 * @param port the device that the frame comes in by
 * @param frame the frame that came
 * @param maps where the maps come from, in words
 * @param traced what the data path did
 * @param notes in what a real packet may fare differently, one sentence each
 */
record TraceView(
    NetworkState network,
    NetworkLink port,
    Bytes frame,
    String maps,
    Traced traced,
    List<String> notes) {
  TraceView {
    notes = List.copyOf(notes);
  }

  /** Returns the name of a device with its index. */
  String device(int index) {
    return name(index) + " (ifindex " + index + ")";
  }

  /** Returns the name of a device; a question mark where it is gone. */
  String name(int index) {
    return network.link(index).map(NetworkLink::name).orElse("?");
  }

  /** Returns the device that would send, if any would. */
  Optional<Integer> redirect() {
    return traced.action() == XdpAction.REDIRECT
        ? traced.value(Decision.EGRESS_PORT)
        : Optional.empty();
  }
}
