package io.packetframe.bpf;

import io.packetframe.sys.linux.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Batches entry by entry, for kernels and map types without the commands. */
final class SingleCalls {
  private SingleCalls() {}

  static <K, V> void update(
      MapView<K, V> view, List<MapEntry<K, V>> entries, int from, UpdateMode mode)
      throws BatchException {
    for (int i = from; i < entries.size(); i++) {
      try {
        view.update(entries.get(i).key(), entries.get(i).value(), mode);
      } catch (BpfException e) {
        throw new BatchException(e.step(), e.errno(), i, entries.size());
      }
    }
  }

  static <K, V> void delete(MapView<K, V> view, List<K> keys, int from) throws BatchException {
    for (int i = from; i < keys.size(); i++) {
      try {
        if (!view.delete(keys.get(i))) {
          throw new BatchException("delete from " + view, Errno.ENOENT, i, keys.size());
        }
      } catch (BatchException e) {
        throw e;
      } catch (BpfException e) {
        throw new BatchException(e.step(), e.errno(), i, keys.size());
      }
    }
  }

  static <K, V> Snapshot<MapEntry<K, V>> entries(MapView<K, V> view, int limit)
      throws BpfException {
    Snapshot<K> keys = view.keys(limit);
    List<MapEntry<K, V>> entries = new ArrayList<>(keys.items().size());
    for (K key : keys.items()) {
      Optional<V> value = view.lookup(key);
      // Gone since the walk.
      if (value.isPresent()) {
        entries.add(new MapEntry<>(key, value.get()));
      }
    }
    return new Snapshot<>(entries, keys.complete());
  }
}
