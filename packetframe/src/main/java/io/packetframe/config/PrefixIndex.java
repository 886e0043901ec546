package io.packetframe.config;

import io.packetframe.net.IpPrefix;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Prefixes and where each was first given, with overlaps found in steps of one address width. */
final class PrefixIndex {
  private final TreeMap<IpPrefix, Position> positions = new TreeMap<>();

  int size() {
    return positions.size();
  }

  /** Adds a prefix; returns where the same one already stands, or null if it is new. */
  @Nullable Position putIfAbsent(IpPrefix prefix, Position position) {
    return positions.putIfAbsent(prefix, position);
  }

  /** Returns the prefixes in order, and where each was first given. */
  Set<Map.Entry<IpPrefix, Position>> entries() {
    return positions.entrySet();
  }

  /** Returns a prefix that shares an address with the given one, or null. */
  Map.@Nullable Entry<IpPrefix, Position> overlapping(IpPrefix prefix) {
    for (int length = 0; length < prefix.length(); length++) {
      IpPrefix wider = new IpPrefix(prefix.address(), length);
      Position position = positions.get(wider);
      if (position != null) {
        return Map.entry(wider, position);
      }
    }
    // A part of a network sorts right behind it: if the next entry is none, there is none.
    Map.Entry<IpPrefix, Position> next = positions.ceilingEntry(prefix);
    return next != null && prefix.contains(next.getKey()) ? next : null;
  }
}
