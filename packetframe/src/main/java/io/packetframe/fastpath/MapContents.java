package io.packetframe.fastpath;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The entries of the maps at one moment: as they should be, or as the kernel has them. */
final class MapContents {
  private final Map<FastPathMap<?, ?>, Map<?, ?>> maps = new LinkedHashMap<>();

  /** Says what a map holds; its entries keep their order. */
  <K, V> MapContents with(FastPathMap<K, V> map, Map<K, V> entries) {
    MapContents copy = new MapContents();
    copy.maps.putAll(maps);
    copy.maps.put(map, Collections.unmodifiableMap(new LinkedHashMap<>(entries)));
    return copy;
  }

  /** Returns what a map holds; nothing where nothing was said. */
  @SuppressWarnings("unchecked") // Only with() puts them in, each under its own types.
  <K, V> Map<K, V> of(FastPathMap<K, V> map) {
    return (Map<K, V>) maps.getOrDefault(map, Map.of());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MapContents that && maps.equals(that.maps);
  }

  @Override
  public int hashCode() {
    return maps.hashCode();
  }

  @Override
  public String toString() {
    return maps.toString();
  }
}
