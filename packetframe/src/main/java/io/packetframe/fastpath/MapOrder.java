package io.packetframe.fastpath;

import java.util.List;

/** The maps that the config and the host fill, in the order in which they may be filled. */
final class MapOrder {
  /**
   * First what only takes frames away from the path, then what a frame needs on its way out, then
   * what lets it in; {@code CFG} at the end, whose flags say which maps are looked at.
   */
  static final List<FastPathMap<?, ?>> ALL =
      List.of(
          FastPathMap.PORT_QUIRKS,
          FastPathMap.BLOCK_V4,
          FastPathMap.BLOCK_V6,
          FastPathMap.LOCAL_V4,
          FastPathMap.LOCAL_V6,
          FastPathMap.MSS_CLAMP_V4,
          FastPathMap.MSS_CLAMP_V6,
          FastPathMap.MSS_CLAMP_BY_IFACE,
          FastPathMap.VLAN_RESOLVE,
          FastPathMap.EGRESS_PORTS,
          FastPathMap.REDIRECT_DEVMAP,
          FastPathMap.INGRESS,
          FastPathMap.ALLOW_V4,
          FastPathMap.ALLOW_V6,
          FastPathMap.CFG);

  private MapOrder() {}
}
