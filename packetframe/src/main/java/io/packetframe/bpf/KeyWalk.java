package io.packetframe.bpf;

import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.NativeMemory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks the keys of a map. The kernel finds the next key by the last one; where that was deleted
 * meanwhile, it starts again at the first. So keys that were met are remembered, and the number of
 * steps has a bound.
 */
final class KeyWalk<K> {
  private final BpfMap map;
  private final Codec<K> keys;
  private final ByteBuffer next;
  private final ByteBuffer last;
  private final KernelStruct first;
  private final KernelStruct following;
  private final SeenKeys seen = new SeenKeys();

  KeyWalk(BpfMap map, Codec<K> keys) {
    this.map = map;
    this.keys = keys;
    this.next = NativeMemory.allocate(keys.size());
    this.last = NativeMemory.allocate(keys.size());
    this.first = new KernelStruct(32).pointer(16, next);
    this.following = new KernelStruct(32).pointer(8, last).pointer(16, next);
  }

  Snapshot<K> upTo(int limit) throws BpfException {
    List<K> found = new ArrayList<>();
    KernelStruct attr = first;
    for (long steps = 0; steps <= SeenKeys.mostSteps(map); steps++) {
      attr.u32(0, map.fd().number());
      long answer = map.syscalls().bpf(BpfCommand.MAP_GET_NEXT_KEY, attr);
      if (answer == -Errno.ENOENT.number()) {
        return new Snapshot<>(found, true);
      }
      map.check("walk the keys of", answer);
      if (seen.add(next, 0, keys.size())) {
        if (found.size() >= limit) {
          return new Snapshot<>(found, false);
        }
        found.add(keys.decode(next, 0));
      }
      last.put(0, next, 0, keys.size());
      attr = following;
    }
    return new Snapshot<>(found, false);
  }
}
