package io.packetframe.host.linux;

import java.util.List;
import java.util.Optional;

/**
 * An interface as sysfs shows it at one moment.
 *
 * @param name its name
 * @param index its number, the kernel's own key
 * @param type its ARPHRD_ number: 1 is Ethernet, 772 loopback
 * @param operationalState {@code up}, {@code down}, {@code unknown} and others of RFC 2863
 * @param mtu its largest layer 3 packet
 * @param kind what the kernel calls its sort of device ({@code vlan}, {@code bridge}, {@code
 *     bond}); plain ports have none
 * @param driver the driver of the hardware beneath; software devices have none
 * @param bridge the bridge that it is a port of
 * @param isVirtual whether it has no hardware of its own
 * @param receiveQueues its receive queues, in order
 */
public record NetworkInterface(
    String name,
    int index,
    int type,
    String operationalState,
    int mtu,
    Optional<String> kind,
    Optional<String> driver,
    Optional<String> bridge,
    boolean isVirtual,
    List<ReceiveQueue> receiveQueues) {
  private static final int ARPHRD_ETHER = 1;

  /** Checks the number and copies the list. */
  public NetworkInterface {
    if (index <= 0) {
      throw new IllegalArgumentException("index is not positive: " + index);
    }
    receiveQueues = List.copyOf(receiveQueues);
  }

  /** Tells whether its frames have Ethernet headers. */
  public boolean isEthernet() {
    return type == ARPHRD_ETHER;
  }

  /** Tells whether it stands for the tagged frames of another interface. */
  public boolean isVlan() {
    return kind.filter("vlan"::equals).isPresent();
  }

  /** Tells whether it is a bridge itself. */
  public boolean isBridge() {
    return kind.filter("bridge"::equals).isPresent();
  }
}
