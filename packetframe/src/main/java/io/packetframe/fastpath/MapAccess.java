package io.packetframe.fastpath;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.BpfMap;
import io.packetframe.bpf.MapEntry;
import io.packetframe.bpf.MapView;
import io.packetframe.bpf.UpdateMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The maps as the kernel holds them: read whole, changed step by step. For one thread. */
final class MapAccess {
  /** A map with its entries, and how many it has room for. */
  private record Opened<K, V>(MapView<K, V> view, int size) {
    static <K, V> Opened<K, V> of(FastPathMap<K, V> layout, BpfMap map) {
      return new Opened<>(layout.of(map), map.definition().maxEntries());
    }
  }

  private final Map<FastPathMap<?, ?>, Opened<?, ?>> opened = new LinkedHashMap<>();

  /**
   * Opens the maps.
   *
   * @param maps the map of each name, which stays its owner's
   */
  MapAccess(Function<String, BpfMap> maps) {
    for (FastPathMap<?, ?> map : MapOrder.ALL) {
      opened.put(map, Opened.of(map, maps.apply(map.name())));
    }
  }

  /**
   * Reads all maps.
   *
   * @throws BpfException if the kernel refuses
   */
  MapContents read() throws BpfException {
    MapContents contents = new MapContents();
    for (FastPathMap<?, ?> map : MapOrder.ALL) {
      contents = read(map, contents);
    }
    return contents;
  }

  private <K, V> MapContents read(FastPathMap<K, V> map, MapContents contents) throws BpfException {
    Opened<K, V> from = opened(map);
    Map<K, V> entries = new LinkedHashMap<>();
    for (MapEntry<K, V> entry : from.view.entries(from.size).items()) {
      entries.put(entry.key(), entry.value());
    }
    return contents.with(map, entries);
  }

  /** Takes the steps in their order; returns those that the kernel refused, each with its word. */
  List<BpfException> apply(List<Step> steps) {
    List<BpfException> refused = new ArrayList<>();
    for (Step step : steps) {
      try {
        switch (step) {
          case Step.Add<?, ?> add -> add(add);
          case Step.Update<?, ?> update -> update(update);
          case Step.Remove<?, ?> remove -> remove(remove);
        }
      } catch (BpfException e) {
        refused.add(new BpfException(step.toString(), e.errno()));
      }
    }
    return refused;
  }

  private <K, V> void add(Step.Add<K, V> add) throws BpfException {
    opened(add.map()).view.update(add.key(), add.value(), UpdateMode.ANY);
  }

  private <K, V> void update(Step.Update<K, V> update) throws BpfException {
    opened(update.map()).view.update(update.key(), update.value(), UpdateMode.ANY);
  }

  /** An entry that is gone already is no failure: a device takes its own along. */
  private <K, V> void remove(Step.Remove<K, V> remove) throws BpfException {
    boolean _ = opened(remove.map()).view.delete(remove.key());
  }

  @SuppressWarnings("unchecked") // The constructor opened each map by its own layout.
  private <K, V> Opened<K, V> opened(FastPathMap<K, V> map) {
    Opened<?, ?> found = opened.get(map);
    if (found == null) {
      throw new IllegalArgumentException("no map " + map.name());
    }
    return (Opened<K, V>) found;
  }
}
