package io.packetframe.bpf;

import io.packetframe.spec.MapSpec;
import io.packetframe.sys.linux.PageSize;
import io.packetframe.sys.linux.PossibleCpus;
import java.io.IOException;

/**
 * The entries of maps whose number is this machine's business, not the object's: a perf buffer has
 * one for each CPU, a ring buffer's bytes are a power of two and whole pages. Every loader settles
 * these, and objects rely on it.
 */
final class FittingEntries {
  private FittingEntries() {}

  /** Returns how many to ask the kernel for; what the object says where the machine cannot tell. */
  static int of(MapSpec map) {
    try {
      return switch (map.type()) {
        case PERF_EVENT_ARRAY ->
            map.maxEntries() == 0 ? PossibleCpus.ofThisHost().count() : map.maxEntries();
        case RINGBUF, USER_RINGBUF -> wholePages(map.maxEntries(), PageSize.ofThisHost());
        default -> map.maxEntries();
      };
    } catch (IOException _) {
      return map.maxEntries();
    }
  }

  /** Returns the next power of two that is at least a page; 0 stays, which no kernel takes. */
  static int wholePages(int bytes, PageSize page) {
    if (bytes <= 0 || bytes > 1 << 30) {
      return bytes;
    }
    int least = Math.max(bytes, page.bytes());
    int power = Integer.highestOneBit(least);
    return power == least ? least : power << 1;
  }
}
