package io.packetframe.host.linux;

import io.packetframe.host.linux.ForwardingHooks.FilterChain;
import io.packetframe.net.IpAddress.Family;
import io.packetframe.sys.linux.NetfilterAttributes;
import io.packetframe.sys.linux.NetlinkAttributes;
import io.packetframe.sys.linux.NetlinkReply;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads base chains of nftables that see forwarded packets, and counts their rules. */
final class FilterChains {
  /** NF_INET_PRE_ROUTING, NF_INET_FORWARD, NF_INET_POST_ROUTING and NF_INET_INGRESS. */
  private static final List<Integer> HOOKS = List.of(0, NetfilterAttributes.NF_INET_FORWARD, 4, 5);

  private static final int NF_DROP = 0;

  /** A chain by its address family, table and name. */
  private record Name(int family, String table, String chain) {}

  private FilterChains() {}

  /** Returns the chains that hold something; nothing where a message is malformed. */
  static Optional<List<FilterChain>> parse(List<NetlinkReply> chains, List<NetlinkReply> rules) {
    Map<Name, Integer> counts = new HashMap<>();
    for (NetlinkReply rule : rules) {
      Optional<Name> name =
          name(rule, NetfilterAttributes.NFTA_RULE_TABLE, NetfilterAttributes.NFTA_RULE_CHAIN);
      if (name.isEmpty()) {
        return Optional.empty();
      }
      counts.merge(name.get(), 1, Integer::sum);
    }
    List<FilterChain> all = new ArrayList<>();
    for (NetlinkReply chain : chains) {
      Optional<Name> name =
          name(chain, NetfilterAttributes.NFTA_CHAIN_TABLE, NetfilterAttributes.NFTA_CHAIN_NAME);
      NetlinkAttributes attributes =
          chain.attributes(NetfilterAttributes.NFGENMSG).orElse(NetlinkAttributes.NONE);
      NetlinkAttributes hook = attributes.nested(NetfilterAttributes.NFTA_CHAIN_HOOK).orElse(null);
      if (name.isEmpty() || hook == null) {
        return Optional.empty();
      }
      int count = counts.getOrDefault(name.get(), 0);
      boolean drops =
          number(attributes, NetfilterAttributes.NFTA_CHAIN_POLICY).orElse(1) == NF_DROP;
      if (seesForwarded(name.get(), hook) && (count > 0 || drops)) {
        boolean isNat =
            attributes.text(NetfilterAttributes.NFTA_CHAIN_TYPE).filter("nat"::equals).isPresent();
        all.add(
            new FilterChain(
                family(name.get().family),
                name.get().table,
                name.get().chain,
                isNat,
                drops,
                count));
      }
    }
    return Optional.of(all);
  }

  private static Optional<Name> name(NetlinkReply message, int table, int chain) {
    NetlinkAttributes attributes = message.attributes(NetfilterAttributes.NFGENMSG).orElse(null);
    if (attributes == null || !attributes.has(table) || !attributes.has(chain)) {
      return Optional.empty();
    }
    return Optional.of(
        new Name(
            message.body().get(NetfilterAttributes.NFGEN_FAMILY),
            attributes.text(table).orElse(""),
            attributes.text(chain).orElse("")));
  }

  /** Chains of other families see frames of a bridge, ARP, or one device: XDP is before those. */
  private static boolean seesForwarded(Name name, NetlinkAttributes hook) {
    OptionalInt number = number(hook, NetfilterAttributes.NFTA_HOOK_HOOKNUM);
    return switch (name.family) {
      case NetfilterAttributes.NFPROTO_INET,
          NetfilterAttributes.NFPROTO_IPV4,
          NetfilterAttributes.NFPROTO_IPV6 ->
          number.isPresent() && HOOKS.contains(number.getAsInt());
      case NetfilterAttributes.NFPROTO_NETDEV -> number.isPresent();
      default -> false;
    };
  }

  private static Optional<Family> family(int number) {
    return switch (number) {
      case NetfilterAttributes.NFPROTO_IPV4 -> Optional.of(Family.V4);
      case NetfilterAttributes.NFPROTO_IPV6 -> Optional.of(Family.V6);
      default -> Optional.empty();
    };
  }

  /** Numbers of nftables are in network byte order. */
  private static OptionalInt number(NetlinkAttributes attributes, int type) {
    byte[] value = attributes.bytes(type).orElse(new byte[0]);
    return value.length == Integer.BYTES
        ? OptionalInt.of(ByteBuffer.wrap(value).getInt(0))
        : OptionalInt.empty();
  }
}
