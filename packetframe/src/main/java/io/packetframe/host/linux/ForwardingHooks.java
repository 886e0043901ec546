package io.packetframe.host.linux;

import io.packetframe.net.IpAddress.Family;
import io.packetframe.net.IpPrefix;
import io.packetframe.sys.linux.Syscalls;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the kernel does to packets that it forwards, besides routing them: whoever forwards in its
 * stead skips this.
 *
 * @param chains of nftables that see packets before or while they are forwarded, and hold something
 * @param legacyTables of iptables and ip6tables as they were before nftables, such as {@code
 *     iptables nat}; what is in them is not read
 * @param policies of IPsec
 * @param queues what devices do with packets that leave (tc), by ifindex, where it is not what the
 *     kernel does by itself
 * @param strictReversePath devices that drop packets whose way back leads elsewhere (rp_filter 1)
 */
public record ForwardingHooks(
    List<FilterChain> chains,
    List<String> legacyTables,
    List<TransformPolicy> policies,
    Map<Integer, List<String>> queues,
    SortedSet<String> strictReversePath) {
  /**
   * A base chain of nftables.
   *
   * @param family of its packets; nothing where it sees both
   * @param isNat whether it changes addresses
   * @param drops whether it drops what no rule decides
   * @param rules how many it has itself, at least 0
   */
  public record FilterChain(
      Optional<Family> family,
      String table,
      String name,
      boolean isNat,
      boolean drops,
      int rules) {}

  /** Packets that a policy of IPsec is about; a prefix of length 0 is any address. */
  public record TransformPolicy(IpPrefix source, IpPrefix destination) {}

  /** Copies all. */
  public ForwardingHooks {
    chains = List.copyOf(chains);
    legacyTables = List.copyOf(legacyTables);
    policies = List.copyOf(policies);
    queues = Collections.unmodifiableMap(new TreeMap<>(queues));
    strictReversePath = Collections.unmodifiableSortedSet(new TreeSet<>(strictReversePath));
  }

  /**
   * Reads them from the kernel, for the network namespace of the calling thread. Asking for
   * nftables loads its module where there is one and nobody used it yet.
   */
  public static Reading<ForwardingHooks> read(Syscalls syscalls) {
    return new ForwardingHooksReader(syscalls, HostFiles.ofThisHost()).read();
  }
}
