package io.packetframe.bpf;

import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.NativeMemory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a map by BPF_MAP_LOOKUP_BATCH. Where a walk goes on is a token of the kernel: a bucket's
 * number for hash tables, a key for other types, which may be deleted meanwhile as in {@link
 * KeyWalk}.
 */
final class BatchWalk<K, V> {
  private final BpfMap map;
  private final Codec<K> keys;
  private final Codec<V> values;
  private final ByteBuffer token;
  private final SeenKeys seen = new SeenKeys();
  private final List<MapEntry<K, V>> found = new ArrayList<>();
  private BatchMemory memory;
  private boolean started;

  BatchWalk(BpfMap map, Codec<K> keys, Codec<V> values) {
    this.map = map;
    this.keys = keys;
    this.values = values;
    this.token = NativeMemory.allocate(Math.max(Integer.BYTES, keys.size()));
    this.memory = BatchMemory.of(map, keys.size(), values.size());
  }

  /** Returns at most so many entries; empty where the kernel has no batches for the type. */
  Optional<Snapshot<MapEntry<K, V>>> upTo(int limit) throws BpfException {
    long most = SeenKeys.mostSteps(map);
    for (long steps = 0; steps <= most; steps++) {
      int capacity = memory.capacity();
      KernelStruct attr = attr();
      long answer = map.syscalls().bpf(BpfCommand.MAP_LOOKUP_BATCH, attr);
      int count = attr.u32(32);
      if (!started && count == capacity && MapBatches.isNoBatch(answer)) {
        return Optional.empty();
      }
      if (answer == -Errno.ENOSPC.number() && capacity < most) {
        // A bucket of the hash table holds more entries than we have room for.
        memory = memory.doubled();
        continue;
      }
      boolean end = answer == -Errno.ENOENT.number();
      // Kernels before 6.13 answer EINTR where entries vanish under them; what they read counts.
      if (!end && answer != -Errno.EINTR.number()) {
        map.check("read", answer);
      }
      if (!take(count, limit)) {
        return Optional.of(new Snapshot<>(found, false));
      }
      if (end) {
        return Optional.of(new Snapshot<>(found, true));
      }
      started |= count > 0;
      steps += count;
    }
    return Optional.of(new Snapshot<>(found, false));
  }

  /** The first call has no token to start from; each writes the token of the next. */
  private KernelStruct attr() {
    KernelStruct attr = memory.attrWithValues(map, memory.capacity());
    if (started) {
      attr.pointer(0, token);
    }
    return attr.pointer(8, token);
  }

  private boolean take(int count, int limit) {
    for (int i = 0; i < Math.min(count, memory.capacity()); i++) {
      if (seen.add(memory.keys(), i * keys.size(), keys.size())) {
        if (found.size() >= limit) {
          return false;
        }
        K key = keys.decode(memory.keys(), i * keys.size());
        found.add(new MapEntry<>(key, values.decode(memory.values(), i * values.size())));
      }
    }
    return true;
  }
}
