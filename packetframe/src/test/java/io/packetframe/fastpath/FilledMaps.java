package io.packetframe.fastpath;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.BpfMap;
import io.packetframe.bpf.BpfObject;
import io.packetframe.bpf.Codec;
import io.packetframe.bpf.Codecs;
import io.packetframe.bpf.MapView;
import io.packetframe.bpf.PerCpuSum;
import io.packetframe.bpf.UpdateMode;
import io.packetframe.net.IpPrefix;
import io.packetframe.packet.Counter;
import io.packetframe.sys.linux.PossibleCpus;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The maps of a loaded object, as bytes. Devices in them are those of the calling thread. */
final class FilledMaps {
  private static final int ALL = 100_000;
  private static final List<String> EMPTIED =
      List.of(
          "ALLOW_V4",
          "ALLOW_V6",
          "BLOCK_V4",
          "BLOCK_V6",
          "PORT_QUIRKS",
          "INGRESS",
          "LOCAL_V4",
          "LOCAL_V6",
          "VLAN_RESOLVE",
          "EGRESS_PORTS",
          "REDIRECT_DEVMAP",
          "MSS_CLAMP_V4",
          "MSS_CLAMP_V6",
          "MSS_CLAMP_BY_IFACE");

  private final BpfObject object;

  FilledMaps(BpfObject object) {
    this.object = object;
  }

  void put(String map, byte[] key, byte[] value) throws BpfException {
    view(map).update(key, value, UpdateMode.ANY);
  }

  void delete(String map, byte[] key) throws BpfException {
    view(map).delete(key);
  }

  List<byte[]> keys(String map) throws BpfException {
    return view(map).keys(ALL).items();
  }

  byte[] value(String map, byte[] key) throws BpfException {
    return view(map).lookup(key).orElseThrow();
  }

  /** Puts shortcuts in place, as the product does once its maps are filled. */
  void shorten() throws BpfException {
    RepeatedMaps.shorten(object::map);
  }

  /** Empties all but the shortcuts, which the next ones replace. */
  void empty() throws BpfException {
    for (String map : EMPTIED) {
      MapView<byte[], byte[]> view = view(map);
      for (byte[] key : view.keys(ALL).items()) {
        view.delete(key);
      }
    }
  }

  private MapView<byte[], byte[]> view(String name) {
    BpfMap map = object.map(name);
    Codec<byte[]> keys = Codecs.bytes(map.definition().keySize());
    return map.view(keys, Codecs.bytes(map.definition().valueSize()));
  }

  long[] counters() throws BpfException, IOException {
    return PerCpuSum.of(
        object
            .map("STATS")
            .perCpuView(
                Codecs.U32, Codecs.counters(Counter.values().length), PossibleCpus.ofThisHost())
            .lookup(0)
            .orElseThrow());
  }

  static Map<Counter, Long> moved(long[] before, long[] after) {
    Map<Counter, Long> moved = new EnumMap<>(Counter.class);
    for (Counter counter : Counter.values()) {
      long by = after[counter.index()] - before[counter.index()];
      if (by != 0) {
        moved.put(counter, by);
      }
    }
    return moved;
  }

  /** The key of a trie. */
  static byte[] prefix(IpPrefix prefix) {
    return Entries.bytes(Codecs.prefixes(prefix.family()), prefix);
  }

  /** The map of that kind for the prefix's family, such as {@code ALLOW_V4}. */
  static String named(String kind, IpPrefix prefix) {
    return kind + "_" + prefix.family().name();
  }
}
