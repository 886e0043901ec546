package io.packetframe.fastpath;

import io.packetframe.host.linux.NetworkLink;
import io.packetframe.host.linux.NetworkState;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The ports of bridges among the interfaces that we attach to. */
final class Bridges {
  private Bridges() {}

  /**
   * Tells whether two of the interfaces have the same master. Two ports of a bridge whose links
   * bounce at once can make a loop before the bridge has looked.
   */
  static boolean areShared(List<String> names, NetworkState network) {
    Set<Integer> masters = new HashSet<>();
    for (String name : names) {
      int master = network.link(name).map(NetworkLink::master).orElse(0);
      if (master != 0 && !masters.add(master)) {
        return true;
      }
    }
    return false;
  }
}
