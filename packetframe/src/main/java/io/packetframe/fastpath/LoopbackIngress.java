package io.packetframe.fastpath;

import io.packetframe.PacketFrameException;
import io.packetframe.bpf.BpfObject;
import io.packetframe.bpf.MapView;
import io.packetframe.bpf.UpdateMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is known of a port, made known of loopback too, in maps of a trace's own: before 5.15 every
 * test run comes from there.
 */
final class LoopbackIngress {
  /** The ifindex of {@code lo} in every network namespace. */
  private static final int LOOPBACK = 1;

  private final TraceMaps maps;
  private final MapView<IngressKey, Integer> ingress;
  private final MapView<Integer, Integer> quirks;
  private final List<IngressKey> known = new ArrayList<>();

  LoopbackIngress(TraceMaps maps, BpfObject object) {
    this.maps = maps;
    this.ingress = FastPathMap.INGRESS.in(object);
    this.quirks = FastPathMap.PORT_QUIRKS.in(object);
  }

  /** Lets loopback stand for a port, and no longer for the one before. */
  void standFor(int port) throws PacketFrameException {
    for (IngressKey key : known) {
      ingress.delete(key);
    }
    known.clear();
    for (Map.Entry<IngressKey, Integer> entry : maps.ingress().entrySet()) {
      IngressKey key = entry.getKey();
      if (key.port() == port) {
        IngressKey own = new IngressKey(LOOPBACK, key.tags(), key.mac());
        ingress.update(own, entry.getValue(), UpdateMode.ANY);
        known.add(own);
      }
    }
    Integer flags = maps.quirks().get(port);
    if (flags == null) {
      quirks.delete(LOOPBACK);
    } else {
      quirks.update(LOOPBACK, flags, UpdateMode.ANY);
    }
  }
}
