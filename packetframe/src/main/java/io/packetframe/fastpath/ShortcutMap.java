package io.packetframe.fastpath;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.BpfMap;
import io.packetframe.bpf.Codecs;
import io.packetframe.bpf.MapArray;
import io.packetframe.bpf.UpdateMode;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.sys.linux.Syscalls;
import java.util.List;
import java.util.Set;

/**
 * {@code SHORTCUTS}: what the data path looks at before it asks the maps. What is in it never
 * changes; when the maps do, it is taken away before, and another one takes its place when the maps
 * are whole again. In between frames go the longer way, and no frame ever meets both.
 */
final class ShortcutMap {
  static final String NAME = "SHORTCUTS";

  private static final Set<FastPathMap<?, ?>> REPEATED =
      Set.of(
          FastPathMap.INGRESS,
          FastPathMap.VLAN_RESOLVE,
          FastPathMap.ALLOW_V4,
          FastPathMap.ALLOW_V6);

  private static final MapSpec TABLE =
      new MapSpec("shortcuts", MapType.ARRAY, Integer.BYTES, Shortcuts.BYTES, 1, 0);

  private final Syscalls syscalls;
  private final MapArray slot;
  private boolean isThere;

  /**
   * Starts with an empty slot.
   *
   * @param map of that name, which stays its owner's
   */
  ShortcutMap(Syscalls syscalls, BpfMap map) {
    this.syscalls = syscalls;
    this.slot = new MapArray(map);
  }

  /** Makes room for steps that change what is repeated here. */
  void before(List<Step> steps) throws BpfException {
    if (isThere && steps.stream().anyMatch(step -> REPEATED.contains(step.map()))) {
      slot.clear(0);
      isThere = false;
    }
  }

  /** Repeats what the maps hold, unless it does already. */
  void after(MapContents contents) throws BpfException {
    if (isThere) {
      return;
    }
    try (BpfMap table = BpfMap.create(syscalls, TABLE)) {
      table
          .view(Codecs.U32, Codecs.bytes(Shortcuts.BYTES))
          .update(0, Shortcuts.of(contents), UpdateMode.ANY);
      slot.set(0, table);
      isThere = true;
    }
  }
}
