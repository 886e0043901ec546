package io.packetframe.bpf;

import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.NativeMemory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The entries of a map as typed keys and values.
 *
 * <p>Memory is made once and used for every call, so a view belongs to one thread. It does not own
 * the map: after the map's close, each call is an IllegalStateException.
 */
public final class MapView<K, V> {
  private final BpfMap map;
  private final Codec<K> keys;
  private final Codec<V> values;
  private final ByteBuffer key;
  private final ByteBuffer value;

  /** {@code union bpf_attr} of single entries: map_fd, key, value, flags. */
  private final KernelStruct element;

  /** The same without a value: the kernel refuses one where it reads none. */
  private final KernelStruct keyOnly;

  private final MapBatches<K, V> batches;

  MapView(BpfMap map, Codec<K> keys, Codec<V> values) {
    this.map = map;
    this.keys = keys;
    this.values = values;
    this.key = NativeMemory.allocate(keys.size());
    this.value = NativeMemory.allocate(values.size());
    this.element = new KernelStruct(32).pointer(8, key).pointer(16, value);
    this.keyOnly = new KernelStruct(32).pointer(8, key);
    this.batches = new MapBatches<>(map, keys, values);
  }

  /**
   * Returns the value under a key, or under the longest prefix of a trie that covers it.
   *
   * @throws BpfException if the kernel refuses
   */
  public Optional<V> lookup(K k) throws BpfException {
    keys.encode(k, key, 0);
    element.u64(24, 0);
    long answer = call(BpfCommand.MAP_LOOKUP_ELEM, element);
    if (isMissing(answer)) {
      return Optional.empty();
    }
    map.check("look up in", answer);
    return Optional.of(values.decode(value, 0));
  }

  /**
   * Writes an entry.
   *
   * @throws BpfException if the kernel refuses: EEXIST and ENOENT as the mode says, E2BIG or ENOSPC
   *     where the map is full, EPERM where it is frozen
   */
  public void update(K k, V v, UpdateMode mode) throws BpfException {
    keys.encode(k, key, 0);
    values.encode(v, value, 0);
    element.u64(24, mode.flag());
    map.check("update", call(BpfCommand.MAP_UPDATE_ELEM, element));
  }

  /**
   * Removes an entry; answers whether there was one.
   *
   * @throws BpfException if the kernel refuses: EINVAL for an array, whose entries never go
   */
  public boolean delete(K k) throws BpfException {
    keys.encode(k, key, 0);
    long answer = call(BpfCommand.MAP_DELETE_ELEM, keyOnly);
    if (isMissing(answer)) {
      return false;
    }
    map.check("delete from", answer);
    return true;
  }

  /**
   * Returns at most so many keys.
   *
   * @throws BpfException if the kernel refuses
   */
  public Snapshot<K> keys(int limit) throws BpfException {
    return new KeyWalk<>(map, keys).upTo(limit);
  }

  /**
   * Returns at most so many entries, read in batches where the kernel has them.
   *
   * @throws BpfException if the kernel refuses
   */
  public Snapshot<MapEntry<K, V>> entries(int limit) throws BpfException {
    Optional<Snapshot<MapEntry<K, V>>> read = batches.entries(limit);
    return read.isPresent() ? read.get() : SingleCalls.entries(this, limit);
  }

  /**
   * Writes entries in their order, in batches where the kernel has them.
   *
   * @throws BatchException at the first that the kernel refuses, with the number done before
   */
  public BatchPath updateAll(List<MapEntry<K, V>> entries, UpdateMode mode) throws BatchException {
    int done = batches.update(entries, mode);
    if (done < entries.size()) {
      SingleCalls.update(this, entries, done, mode);
    }
    return done == entries.size() ? BatchPath.BATCH : BatchPath.SINGLE;
  }

  /**
   * Removes entries in their order, in batches where the kernel has them.
   *
   * @throws BatchException at the first that the kernel refuses, with the number done before;
   *     ENOENT where there is no such entry
   */
  public BatchPath deleteAll(List<K> all) throws BatchException {
    int done = batches.delete(all);
    if (done < all.size()) {
      SingleCalls.delete(this, all, done);
    }
    return done == all.size() ? BatchPath.BATCH : BatchPath.SINGLE;
  }

  /** Returns what the map says of itself. */
  @Override
  public String toString() {
    return map.toString();
  }

  private long call(BpfCommand command, KernelStruct attr) {
    return map.syscalls().bpf(command, attr.u32(0, map.fd().number()));
  }

  private static boolean isMissing(long answer) {
    return answer == -Errno.ENOENT.number();
  }
}
