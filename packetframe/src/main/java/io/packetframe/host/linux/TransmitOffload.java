package io.packetframe.host.linux;

import io.packetframe.sys.linux.Syscalls;
import java.util.List;

/**
 * What an interface leaves to hardware of the frames that it sends: VLAN tags, which go along in
 * packet metadata (ethtool features {@code tx-vlan-hw-insert} for 802.1Q and {@code
 * tx-vlan-stag-hw-insert} for 802.1ad), and checksums, which stand for the pseudo header alone
 * ({@code tx-checksum-ip-generic}) or not at all ({@code tx-checksum-sctp}). A veth has no
 * hardware: its other end receives them like that.
 *
 * @param on the names of those that are on
 */
public record TransmitOffload(List<String> on) {
  /** Names of the feature bits (net/ethtool/common.c). */
  private static final List<String> NAMES =
      List.of(
          "tx-vlan-hw-insert",
          "tx-vlan-stag-hw-insert",
          "tx-checksum-ip-generic",
          "tx-checksum-sctp");

  /** Copies the list. */
  public TransmitOffload {
    on = List.copyOf(on);
  }

  /** Asks the kernel about an interface of the calling thread's network namespace. */
  public static Reading<TransmitOffload> read(Syscalls syscalls, String interfaceName) {
    return FeatureSession.in(syscalls, interfaceName, session -> session.on(NAMES))
        .flatMap(on -> new Reading.Present<>(new TransmitOffload(on)));
  }
}
