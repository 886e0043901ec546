package io.packetframe.monitor.bsd;

import io.packetframe.monitor.filter.DataLink;
import io.packetframe.monitor.filter.FilterProgram;
import io.packetframe.monitor.filter.Interpreter;
import io.packetframe.monitor.filter.Protocol;
import io.packetframe.monitor.filter.ProtocolFilter;
import java.util.EnumMap;
import java.util.Map;

/** Finds which protocols a captured frame is of, by the filters that would pick it. */
final class ProtocolMix {
  /** Ethernet, two tags, and the IPv6 header as far as it is looked at, with room. */
  static final int BYTES_NEEDED = 64;

  private final Map<Protocol, FilterProgram> filters = new EnumMap<>(Protocol.class);

  ProtocolMix(DataLink link) {
    for (Protocol protocol : Protocol.values()) {
      filters.put(protocol, ProtocolFilter.of(link, protocol, 1));
    }
  }

  void count(CapturedFrame frame, FrameCounts counts) {
    counts.add(FrameCounter.PACKETS, 1);
    counts.add(FrameCounter.BYTES, frame.length());
    boolean isFour = is(Protocol.IPV4, frame);
    if (!isFour && !is(Protocol.IPV6, frame)) {
      counts.add(FrameCounter.OTHER_NETWORK, 1);
      return;
    }
    counts.add(isFour ? FrameCounter.IPV4 : FrameCounter.IPV6, 1);
    counts.add(transport(frame), 1);
  }

  private FrameCounter transport(CapturedFrame frame) {
    if (is(Protocol.TCP, frame)) {
      return FrameCounter.TCP;
    }
    if (is(Protocol.UDP, frame)) {
      return FrameCounter.UDP;
    }
    return is(Protocol.ICMP, frame) ? FrameCounter.ICMP : FrameCounter.OTHER_TRANSPORT;
  }

  private boolean is(Protocol protocol, CapturedFrame frame) {
    FilterProgram filter = filters.get(protocol);
    return filter != null && Interpreter.run(filter, frame.bytes(), (int) frame.length()) != 0;
  }
}
