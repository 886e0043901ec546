package io.packetframe.host.linux;

import io.packetframe.host.CpuCache;
import io.packetframe.host.Fact;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The caches of the CPUs that run, each once. */
final class CpuCaches {
  private static final Map<String, Long> UNITS =
      Map.of("K", 1L << 10, "M", 1L << 20, "G", 1L << 30);
  private static final String NOTHING = "the kernel tells of no cache";

  private final HostFiles files;
  private final Attributes attributes;

  CpuCaches(HostFiles files) {
    this.files = files;
    this.attributes = new Attributes(files);
  }

  Fact<List<CpuCache>> of(List<Integer> online) {
    List<CpuCache> caches = new ArrayList<>();
    // Each cache is listed by all CPUs that share it: looking at one of them will do.
    Map<String, Set<Integer>> seen = new TreeMap<>();
    for (int cpu : online) {
      String directory = CpuTopology.DIRECTORY + "/cpu" + cpu + "/cache";
      for (String index : files.list(directory).optional().orElse(List.of())) {
        Set<Integer> covered = seen.computeIfAbsent(index, _ -> new HashSet<>());
        if (index.startsWith("index") && !covered.contains(cpu)) {
          read(directory + "/" + index)
              .ifPresent(
                  cache -> {
                    covered.addAll(cpus(cache));
                    caches.add(cache);
                  });
        }
      }
    }
    caches.sort(CpuCaches::compare);
    return caches.isEmpty() ? Fact.unknown(NOTHING) : Fact.known(caches);
  }

  /** Not put together by Comparator, whose pieces are code that is generated at start. */
  private static int compare(CpuCache one, CpuCache other) {
    if (one.level() != other.level()) {
      return Integer.compare(one.level(), other.level());
    }
    return one.content() == other.content()
        ? Integer.compare(first(one), first(other))
        : one.content().compareTo(other.content());
  }

  private static int first(CpuCache cache) {
    List<Integer> cpus = cpus(cache);
    return cpus.isEmpty() ? -1 : cpus.getFirst();
  }

  private static List<Integer> cpus(CpuCache cache) {
    return cache.cpus().optional().orElse(List.of());
  }

  private Optional<CpuCache> read(String directory) {
    Optional<Integer> level = attributes.small(directory + "/level").optional();
    Optional<CpuCache.Content> content =
        attributes.text(directory + "/type").optional().flatMap(CpuCaches::content);
    Optional<List<Integer>> cpus = attributes.cpus(directory + "/shared_cpu_list").optional();
    if (level.isEmpty() || content.isEmpty() || cpus.isEmpty()) {
      return Optional.empty();
    }
    String size = directory + "/size";
    return Optional.of(
        new CpuCache(
            level.get(),
            content.get(),
            files.read(size).parse(size, "size", CpuCaches::size).fact(),
            Fact.known(cpus.get())));
  }

  private static Optional<CpuCache.Content> content(String word) {
    for (CpuCache.Content content : CpuCache.Content.values()) {
      if (content.name().equals(word.toUpperCase(Locale.ROOT))) {
        return Optional.of(content);
      }
    }
    return Optional.empty();
  }

  /** Reads {@code 32K}; 0 is what boards say whose firmware does not know. */
  static Optional<Long> size(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty() || stripped.length() > 12) {
      return Optional.empty();
    }
    int last = stripped.length() - 1;
    Long unit = UNITS.get(stripped.substring(last));
    return Attributes.parseNatural(unit == null ? stripped : stripped.substring(0, last))
        .map(number -> number * (unit == null ? 1 : unit))
        .filter(bytes -> bytes > 0);
  }
}
