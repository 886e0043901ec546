package io.packetframe.wire;

import io.packetframe.testing.FrameSender;
import io.packetframe.testing.Links;
import java.util.HashMap;
import java.util.Map;

/** Sends by any device, each by a socket of its own. */
final class Senders implements AutoCloseable {
  private final Map<String, FrameSender> open = new HashMap<>();

  FrameSender of(String device) {
    return open.computeIfAbsent(device, name -> FrameSender.on(Links.index(name)));
  }

  @Override
  public void close() {
    open.values().forEach(FrameSender::close);
  }
}
