package io.packetframe.fastpath;

import io.packetframe.PacketFrameException;
import io.packetframe.bpf.LoadOptions;
import java.util.Map;

/** Where the maps of a trace come from. */
sealed interface TraceMaps permits LiveMaps, PlannedMaps {
  /**
   * Says how the traced build is loaded.
   *
   * @param ownIngress whether what is known by port is to be in maps of the trace's own
   * @throws PacketFrameException if the maps cannot be used
   */
  LoadOptions options(boolean ownIngress) throws PacketFrameException;

  /** Fills what is not there already. */
  void fill(LoadedStages loaded) throws PacketFrameException;

  /** Returns what {@code INGRESS} holds. */
  Map<IngressKey, Integer> ingress() throws PacketFrameException;

  /** Returns what {@code PORT_QUIRKS} holds. */
  Map<Integer, Integer> quirks() throws PacketFrameException;
}
