package io.packetframe.bpf;

import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.KernelStruct;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's batch commands on one map.
 *
 * <p>The kernel writes back how many entries it did. Where it refuses the command as such, it
 * returns before and leaves the count as it was: that, with an errno for "no batches", is when
 * single calls take over.
 */
final class MapBatches<K, V> {
  /** Arrays have batches but for deletion, so what is lacking is remembered by command. */
  private final Set<BpfCommand> lacking = EnumSet.noneOf(BpfCommand.class);

  private final BpfMap map;
  private final Codec<K> keys;
  private final Codec<V> values;

  /** Made for the first batch, used for every one. */
  private @Nullable BatchMemory memory;

  MapBatches(BpfMap map, Codec<K> keys, Codec<V> values) {
    this.map = map;
    this.keys = keys;
    this.values = values;
  }

  /** Returns how many were done: all, or those before the kernel turned out to have no batches. */
  int update(List<MapEntry<K, V>> entries, UpdateMode mode) throws BatchException {
    BatchMemory memory = memory();
    int done = 0;
    while (!lacking.contains(BpfCommand.MAP_UPDATE_BATCH) && done < entries.size()) {
      int count = Math.min(memory.capacity(), entries.size() - done);
      for (int i = 0; i < count; i++) {
        MapEntry<K, V> entry = entries.get(done + i);
        keys.encode(entry.key(), memory.keys(), i * keys.size());
        values.encode(entry.value(), memory.values(), i * values.size());
      }
      KernelStruct attr = memory.attrWithValues(map, count).u64(40, mode.flag());
      if (!send(BpfCommand.MAP_UPDATE_BATCH, "update", attr, count, done, entries.size())) {
        return done;
      }
      done += count;
    }
    return done;
  }

  /** Returns how many were done, as {@link #update}. */
  int delete(List<K> all) throws BatchException {
    BatchMemory memory = memory();
    int done = 0;
    while (!lacking.contains(BpfCommand.MAP_DELETE_BATCH) && done < all.size()) {
      int count = Math.min(memory.capacity(), all.size() - done);
      for (int i = 0; i < count; i++) {
        keys.encode(all.get(done + i), memory.keys(), i * keys.size());
      }
      KernelStruct attr = memory.attr(map, count);
      if (!send(BpfCommand.MAP_DELETE_BATCH, "delete from", attr, count, done, all.size())) {
        return done;
      }
      done += count;
    }
    return done;
  }

  /** Returns the entries; empty where the kernel has no batches for the type. */
  Optional<Snapshot<MapEntry<K, V>>> entries(int limit) throws BpfException {
    if (lacking.contains(BpfCommand.MAP_LOOKUP_BATCH)) {
      return Optional.empty();
    }
    Optional<Snapshot<MapEntry<K, V>>> read = new BatchWalk<>(map, keys, values).upTo(limit);
    if (read.isEmpty()) {
      lacking.add(BpfCommand.MAP_LOOKUP_BATCH);
    }
    return read;
  }

  private BatchMemory memory() {
    if (memory == null) {
      memory = BatchMemory.of(map, keys.size(), values.size());
    }
    return memory;
  }

  private boolean send(
      BpfCommand command, String operation, KernelStruct attr, int count, int before, int all)
      throws BatchException {
    long answer = map.syscalls().bpf(command, attr);
    if (!Errno.isError(answer)) {
      return true;
    }
    boolean refusedAsSuch = attr.u32(32) == count;
    if (refusedAsSuch && isNoBatch(answer)) {
      // With a mode, EINVAL may be about that alone.
      if (answer != -Errno.EINVAL.number() || attr.memory().getLong(40) == 0) {
        lacking.add(command);
      }
      return false;
    }
    int done = refusedAsSuch ? 0 : attr.u32(32);
    throw new BatchException(operation + " " + map, Errno.of(answer), before + done, all);
  }

  /** EINVAL: no such command (before 5.6), or not in this mode. The others: not for this type. */
  static boolean isNoBatch(long answer) {
    return answer == -Errno.EINVAL.number()
        || answer == -Errno.ENOTSUPP.number()
        || answer == -Errno.EOPNOTSUPP.number();
  }
}
