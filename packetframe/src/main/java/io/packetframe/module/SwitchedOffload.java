package io.packetframe.module;

import io.packetframe.net.InterfaceName;
import java.util.List;

/**
 * Ethtool features that were on, and are to be on again in the end.
 *
 * @param device whose they are
 * @param features their names, such as {@code rx-vlan-hw-parse}; at least one
 */
public record SwitchedOffload(InterfaceName device, List<String> features) {
  /** Copies the list, which must not be empty. */
  public SwitchedOffload {
    features = List.copyOf(features);
    if (features.isEmpty()) {
      throw new IllegalArgumentException("features: at least one");
    }
  }
}
