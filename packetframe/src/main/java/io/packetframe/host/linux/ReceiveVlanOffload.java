package io.packetframe.host.linux;

import io.packetframe.sys.linux.Syscalls;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether an interface takes the VLAN tags of received frames into packet metadata, where XDP sees
 * none (ethtool features {@code rx-vlan-hw-parse} for 802.1Q and {@code rx-vlan-stag-hw-parse} for
 * 802.1ad).
 *
 * @param features those of the two that the kernel has, by name
 */
public record ReceiveVlanOffload(Map<String, Feature> features) {
  /** Names of the feature bits (net/ethtool/common.c). */
  private static final List<String> NAMES = List.of("rx-vlan-hw-parse", "rx-vlan-stag-hw-parse");

  /** How a feature is, and whether that can be changed. */
  public enum Feature {
    ON,
    OFF,
    FIXED_ON,
    FIXED_OFF
  }

  /** Copies the map, in order. */
  public ReceiveVlanOffload {
    features = Collections.unmodifiableMap(new LinkedHashMap<>(features));
  }

  /** Returns the names of those that are on and can be switched off. */
  public List<String> on() {
    return named(Feature.ON);
  }

  /** Returns the names of those that are on for good: tagged frames cannot be forwarded then. */
  public List<String> fixedOn() {
    return named(Feature.FIXED_ON);
  }

  private List<String> named(Feature wanted) {
    List<String> names = new ArrayList<>();
    features.forEach(
        (name, feature) -> {
          if (feature == wanted) {
            names.add(name);
          }
        });
    return List.copyOf(names);
  }

  /** Asks the kernel about an interface of the calling thread's network namespace. */
  public static Reading<ReceiveVlanOffload> read(Syscalls syscalls, String interfaceName) {
    return FeatureSession.in(syscalls, interfaceName, ReceiveVlanOffload::read);
  }

  /**
   * Switches features on or off, and returns how all are then. A driver may refuse, or switch
   * others too: what is returned counts. Switching may take the link down for a moment.
   *
   * @param names of features, such as {@link #on} gives; one that the kernel lacks is left out
   */
  public static Reading<ReceiveVlanOffload> set(
      Syscalls syscalls, String interfaceName, List<String> names, boolean on) {
    return FeatureSession.in(
        syscalls, interfaceName, session -> session.set(names, on).flatMap(_ -> read(session)));
  }

  private static Reading<ReceiveVlanOffload> read(FeatureSession session) {
    return session
        .read(NAMES)
        .flatMap(features -> new Reading.Present<>(new ReceiveVlanOffload(features)));
  }
}
