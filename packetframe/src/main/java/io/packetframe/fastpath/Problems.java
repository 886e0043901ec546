package io.packetframe.fastpath;

import io.packetframe.fastpath.HostProblem.Kind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is wrong with a host, each once. */
final class Problems {
  private final Set<HostProblem> found = new LinkedHashSet<>();

  void add(Kind kind, String device, String text) {
    found.add(new HostProblem(kind, device, device + " " + text));
  }

  /** Puts an entry where there is none of that key yet, as long as there is room. */
  <K, V> void put(String name, Map<K, V> map, int limit, K key, V value) {
    if (map.size() < limit) {
      map.putIfAbsent(key, value);
    } else if (!map.containsKey(key)) {
      add(Kind.OVER_LIMIT, name, "would need more than the " + limit + " entries that it has");
    }
  }

  List<HostProblem> all() {
    return List.copyOf(found);
  }
}
