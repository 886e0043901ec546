package io.packetframe.host.linux;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What only devices of one kind have. */
public sealed interface LinkDetails {
  /** Of a kind that we need no details of. */
  record None() implements LinkDetails {}

  /** Of a kind whose details the kernel did not tell. */
  record Untold() implements LinkDetails {}

  /**
   * Of a VLAN device.
   *
   * @param tpid the kind of its tag: 0x8100 or 0x88a8
   * @param vid 0 to 4094
   * @param flags VLAN_FLAG_
   * @param ingressPriorities the priority of a packet, by the PCP that came
   * @param egressPriorities the PCP to send, by the priority of a packet; the kernel leaves out
   *     those that send 0
   */
  record Vlan(
      int tpid,
      int vid,
      int flags,
      SortedMap<Integer, Integer> ingressPriorities,
      SortedMap<Integer, Integer> egressPriorities)
      implements LinkDetails {
    /** Copies the maps. */
    public Vlan {
      ingressPriorities = Collections.unmodifiableSortedMap(new TreeMap<>(ingressPriorities));
      egressPriorities = Collections.unmodifiableSortedMap(new TreeMap<>(egressPriorities));
    }
  }

  /**
   * Of a bridge.
   *
   * @param filtersVlans whether it looks at tags itself
   */
  record Bridge(boolean filtersVlans) implements LinkDetails {}

  /** Of a macvlan or macvtap. */
  record Macvlan(Mode mode) implements LinkDetails {
    /** MACVLAN_MODE_; which frames of the device below are its own. */
    public enum Mode {
      /** Private, VEPA and bridge: those for its MAC address. */
      BY_ADDRESS,
      /** Passthru: all. */
      ALL,
      /** Source: those of the senders on a list. */
      BY_SENDER
    }
  }
}
