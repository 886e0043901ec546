package io.packetframe.bpf;

import io.packetframe.btf.BtfFeature;
import io.packetframe.sys.linux.Syscalls;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What was learned about a kernel and does not change while it runs, so that the next load need not
 * ask. Safe for use by many threads: two that ask at once hear the same.
 */
final class KernelMemory {
  private static final Map<Syscalls, KernelMemory> KERNELS =
      Collections.synchronizedMap(new WeakHashMap<>());

  private volatile @Nullable Set<BtfFeature> missing;

  private volatile @Nullable Boolean chargesGroups;

  private KernelMemory() {}

  static KernelMemory of(Syscalls syscalls) {
    return KERNELS.computeIfAbsent(syscalls, _ -> new KernelMemory());
  }

  /** Returns what the kernel's BTF lacks; empty before it was asked. */
  Optional<Set<BtfFeature>> missing() {
    return Optional.ofNullable(missing);
  }

  void missing(Set<BtfFeature> found) {
    missing = Set.copyOf(found);
  }

  /** Returns whether BPF memory is charged to control groups; empty before it was asked. */
  Optional<Boolean> chargesGroups() {
    return Optional.ofNullable(chargesGroups);
  }

  void chargesGroups(boolean found) {
    chargesGroups = found;
  }
}
