package io.packetframe.fastpath;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.BpfMap;
import io.packetframe.bpf.MapArray;
import io.packetframe.bpf.MapEntry;
import io.packetframe.sys.linux.LinuxSystem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Shortcuts for maps that a test filled by itself. */
public final class RepeatedMaps {
  private static final int ALL = 100_000;

  private RepeatedMaps() {}

  /** Puts shortcuts in place that repeat what the maps hold now. */
  public static void shorten(Function<String, BpfMap> maps) throws BpfException {
    MapContents contents = new MapContents();
    contents = read(FastPathMap.INGRESS, maps, contents);
    contents = read(FastPathMap.VLAN_RESOLVE, maps, contents);
    contents = read(FastPathMap.ALLOW_V4, maps, contents);
    contents = read(FastPathMap.ALLOW_V6, maps, contents);
    new ShortcutMap(LinuxSystem.syscalls(), maps.apply(ShortcutMap.NAME)).after(contents);
  }

  /** Leaves every frame to the maps. */
  static void lengthen(Function<String, BpfMap> maps) throws BpfException {
    boolean _ = new MapArray(maps.apply(ShortcutMap.NAME)).clear(0);
  }

  private static <K, V> MapContents read(
      FastPathMap<K, V> map, Function<String, BpfMap> maps, MapContents contents)
      throws BpfException {
    Map<K, V> entries = new LinkedHashMap<>();
    List<MapEntry<K, V>> read = map.of(maps.apply(map.name())).entries(ALL).items();
    read.forEach(entry -> entries.put(entry.key(), entry.value()));
    return contents.with(map, entries);
  }
}
