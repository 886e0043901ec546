package io.packetframe.host.linux;

import io.packetframe.sys.linux.Syscalls;
import java.util.List;
import java.util.Optional;

/**
 * The devices and addresses of a network namespace at one moment.
 *
 * @param links in the order of their ifindex
 * @param addresses in the kernel's order
 */
public record NetworkState(List<NetworkLink> links, List<InterfaceAddress> addresses) {
  /** Copies the lists. */
  public NetworkState {
    links = List.copyOf(links);
    addresses = List.copyOf(addresses);
  }

  /**
   * Reads it from the kernel, for the network namespace of the calling thread. What changes while
   * it is read is read again; what keeps changing is unreadable. Links and addresses are two
   * questions, so an address may be of a device that is not in the list.
   */
  public static Reading<NetworkState> read(Syscalls syscalls) {
    return new NetworkStateReader(syscalls, HostFiles.ofThisHost()).read();
  }

  /** Returns the device with that ifindex. */
  public Optional<NetworkLink> link(int index) {
    return links.stream().filter(link -> link.index() == index).findFirst();
  }

  /** Returns the device that has this name, or has it among its alternative names. */
  public Optional<NetworkLink> link(String name) {
    return links.stream().filter(link -> link.isNamed(name)).findFirst();
  }
}
