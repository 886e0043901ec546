package io.packetframe.host.linux;

import io.packetframe.host.linux.ReceiveVlanOffload.Feature;
import io.packetframe.sys.linux.Syscalls;
import java.util.List;
import java.util.Map;

/**
 * Whether an interface sends VLAN tags in packet metadata, for hardware to write them (ethtool
 * features {@code tx-vlan-hw-insert} for 802.1Q and {@code tx-vlan-stag-hw-insert} for 802.1ad). A
 * veth has no hardware: its other end receives them there.
 *
 * @param on the names of those that are on
 */
public record TransmitVlanOffload(List<String> on) {
  /** Names of the feature bits (net/ethtool/common.c). */
  private static final List<String> NAMES = List.of("tx-vlan-hw-insert", "tx-vlan-stag-hw-insert");

  /** Copies the list. */
  public TransmitVlanOffload {
    on = List.copyOf(on);
  }

  /** Asks the kernel about an interface of the calling thread's network namespace. */
  public static Reading<TransmitVlanOffload> read(Syscalls syscalls, String interfaceName) {
    return FeatureSession.in(
        syscalls, interfaceName, session -> session.read(NAMES).flatMap(TransmitVlanOffload::of));
  }

  private static Reading<TransmitVlanOffload> of(Map<String, Feature> features) {
    return new Reading.Present<>(
        new TransmitVlanOffload(
            features.entrySet().stream()
                .filter(it -> it.getValue() == Feature.ON || it.getValue() == Feature.FIXED_ON)
                .map(Map.Entry::getKey)
                .toList()));
  }
}
