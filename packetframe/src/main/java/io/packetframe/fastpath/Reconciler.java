package io.packetframe.fastpath;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds the steps from one content to another. Packets are forwarded all the while, so their order
 * counts: what stands later in {@link MapOrder#ALL} relies on what stands before it. Entries come
 * in that order, and go in the opposite one, after all others have come.
 */
final class Reconciler {
  private Reconciler() {}

  static List<Step> plan(MapContents desired, MapContents actual) {
    List<Step> steps = new ArrayList<>();
    List<Step> first = new ArrayList<>();
    for (FastPathMap<?, ?> map : MapOrder.ALL) {
      puts(map, desired, actual, steps);
    }
    for (Step step : steps) {
      if (stopsForwarding(step)) {
        first.add(step);
      }
    }
    // Nothing new is forwarded on the way to a dry run.
    steps.removeAll(first);
    steps.addAll(0, first);
    for (FastPathMap<?, ?> map : MapOrder.ALL.reversed()) {
      removes(map, desired, actual, steps);
    }
    return List.copyOf(steps);
  }

  private static boolean stopsForwarding(Step step) {
    return step instanceof Step.Update<?, ?>(_, _, FastPathConfig config) && config.dryRun();
  }

  private static <K, V> void puts(
      FastPathMap<K, V> map, MapContents desired, MapContents actual, List<Step> steps) {
    Map<K, V> has = actual.of(map);
    for (Map.Entry<K, V> entry : desired.of(map).entrySet()) {
      V old = has.get(entry.getKey());
      if (old == null) {
        steps.add(new Step.Add<>(map, entry.getKey(), entry.getValue()));
      } else if (!old.equals(entry.getValue())) {
        steps.add(new Step.Update<>(map, entry.getKey(), entry.getValue()));
      }
    }
  }

  private static <K, V> void removes(
      FastPathMap<K, V> map, MapContents desired, MapContents actual, List<Step> steps) {
    Map<K, V> wanted = desired.of(map);
    for (K key : actual.of(map).keySet()) {
      if (!wanted.containsKey(key)) {
        steps.add(new Step.Remove<>(map, key));
      }
    }
  }
}
