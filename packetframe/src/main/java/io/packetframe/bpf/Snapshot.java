package io.packetframe.bpf;

import java.util.List;

/**
 * What a walk over a map met. The kernel gives no consistent view: entries that came or went during
 * the walk may be in it or not, and no entry is in it twice.
 *
 * @param complete false where the walk ended early: at the caller's limit, or because others kept
 *     deleting the entry that it stood on, which sends the kernel back to the first
 */
public record Snapshot<T>(List<T> items, boolean complete) {
  public Snapshot {
    items = List.copyOf(items);
  }
}
