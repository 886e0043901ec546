package io.packetframe.bench;

import io.packetframe.bpf.BpfMap;
import io.packetframe.bpf.Codecs;
import io.packetframe.bpf.MapEntry;
import io.packetframe.bpf.MapView;
import io.packetframe.bpf.UpdateMode;
import io.packetframe.net.IpAddress;
import io.packetframe.net.IpAddress.Family;
import io.packetframe.net.IpPrefix;
import io.packetframe.oracle.LibbpfBench;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.Syscalls;
import java.util.ArrayList;
import java.util.List;

/**
 * An LPM trie filled by batches of 1,024, against the same loop in C with libbpf, by turns. Prints
 * a table; judges nothing. Arguments: [ENTRIES [ROUNDS]].
 */
public final class TrieBenchmark {
  private static final int BATCH = 1024;
  private static final int WARM_UP = 2;

  private TrieBenchmark() {}

  public static void main(String[] args) throws Exception {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    Syscalls syscalls = LinuxSystem.syscalls();
    List<MapEntry<IpPrefix, Integer>> entries = entries(count);
    for (int i = 0; i < WARM_UP; i++) {
      fill(syscalls, entries.subList(0, Math.min(count, 100_000)));
    }
    List<Long> ours = new ArrayList<>();
    List<Long> theirs = new ArrayList<>();
    try (LibbpfBench libbpf = LibbpfBench.start()) {
      for (int i = 0; i < rounds; i++) {
        theirs.add(libbpf.ask("trie", Integer.toString(count), Integer.toString(BATCH))[0]);
        ours.add(fill(syscalls, entries));
      }
      new Table(
              "LPM trie, %,d prefixes in batches of %,d, %d rounds by turns; libbpf %s"
                  .formatted(count, BATCH, rounds, libbpf.version()),
              "s",
              1e9)
          .row("fill the trie", ours, theirs);
    }
  }

  /** The prefixes of libbpf_bench.c, in its order. */
  private static List<MapEntry<IpPrefix, Integer>> entries(int count) {
    List<MapEntry<IpPrefix, Integer>> entries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int address = (i * 0x9E3779B1 & 0xFFFFFF) << 8;
      entries.add(new MapEntry<>(new IpPrefix(IpAddress.v4(address), 24), i));
    }
    return entries;
  }

  private static long fill(Syscalls syscalls, List<MapEntry<IpPrefix, Integer>> entries)
      throws Exception {
    MapSpec spec =
        new MapSpec("bench_trie", MapType.LPM_TRIE, 8, 4, entries.size(), MapSpec.NO_PREALLOC);
    try (BpfMap map = BpfMap.create(syscalls, spec)) {
      MapView<IpPrefix, Integer> view = map.view(Codecs.prefixes(Family.V4), Codecs.U32);
      long start = System.nanoTime();
      view.updateAll(entries, UpdateMode.ANY);
      return System.nanoTime() - start;
    }
  }
}
