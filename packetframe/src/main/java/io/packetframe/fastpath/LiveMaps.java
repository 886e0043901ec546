package io.packetframe.fastpath;

import io.packetframe.PacketFrameException;
import io.packetframe.bpf.BpfMap;
import io.packetframe.bpf.LoadOptions;
import io.packetframe.bpf.MapEntry;
import io.packetframe.bpf.PinMismatchException;
import io.packetframe.bpf.Program;
import io.packetframe.sys.linux.Syscalls;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The maps of the fast path that is pinned, which a traced build shares: the data path looks up in
 * them and never writes. Its counters, its log and what its stages hand over are its own.
 */
record LiveMaps(Syscalls syscalls, PinLayout layout) implements TraceMaps {
  private static final String REMEDY =
      "trace with the packetframe that runs it, or restart the fast path with this one";

  /**
   * Makes sure that what is pinned is what this build would load: else the answer of a trace would
   * be that of another program.
   *
   * @throws PacketFrameException if it is not, with what differs
   */
  void requireOurs(Stages pinned) throws PacketFrameException {
    requireVersion();
    try (LoadedStages ours = new StageLoader(syscalls, options(false)).load(Optional.of(pinned))) {
      for (String name : pinned.programs()) {
        try (Program running = Program.openPinned(syscalls, layout.program(name))) {
          String tag = running.info().tag();
          String own = ours.object().program(name).info().tag();
          if (!tag.equals(own)) {
            throw another("program " + name + " has the tag " + tag + ", ours has " + own);
          }
        }
      }
    } catch (PinMismatchException e) {
      throw another(e.getMessage());
    }
  }

  private void requireVersion() throws PacketFrameException {
    try (BpfMap map = BpfMap.openPinned(syscalls, layout.map(FastPathMap.CFG.name()))) {
      int version =
          FastPathMap.CFG
              .ofPinned(map)
              .lookup(0)
              .map(FastPathConfig::version)
              .orElse(FastPathConfig.VERSION);
      if (version != FastPathConfig.VERSION) {
        throw another("its config has version " + version + ", ours " + FastPathConfig.VERSION);
      }
    }
  }

  private static FastPathException another(String what) {
    return new FastPathException("the pinned fast path is of another build: " + what, REMEDY);
  }

  @Override
  public LoadOptions options(boolean ownIngress) {
    LoadOptions options = LoadOptions.defaults();
    for (FastPathMap<?, ?> map : MapOrder.ALL) {
      options =
          ownIngress && isByPort(map)
              ? options.entries(map.name(), HostLimits.STATED.ingress())
              : options.reuse(map.name(), layout.map(map.name()));
    }
    return options;
  }

  private static boolean isByPort(FastPathMap<?, ?> map) {
    return map.equals(FastPathMap.INGRESS) || map.equals(FastPathMap.PORT_QUIRKS);
  }

  @Override
  public void fill(LoadedStages loaded) {
    // The daemon that pinned them keeps them.
  }

  @Override
  public Map<IngressKey, Integer> ingress() throws PacketFrameException {
    return read(FastPathMap.INGRESS);
  }

  @Override
  public Map<Integer, Integer> quirks() throws PacketFrameException {
    return read(FastPathMap.PORT_QUIRKS);
  }

  private <K, V> Map<K, V> read(FastPathMap<K, V> layoutOf) throws PacketFrameException {
    Path pin = layout.map(layoutOf.name());
    try (BpfMap map = BpfMap.openPinned(syscalls, pin)) {
      return entries(layoutOf, map);
    }
  }

  static <K, V> Map<K, V> entries(FastPathMap<K, V> layout, BpfMap map)
      throws PacketFrameException {
    Map<K, V> entries = new LinkedHashMap<>();
    for (MapEntry<K, V> entry :
        layout.ofPinned(map).entries(map.definition().maxEntries()).items()) {
      entries.put(entry.key(), entry.value());
    }
    return entries;
  }
}
