package io.packetframe.fastpath;

import io.packetframe.PacketFrameException;
import io.packetframe.bpf.BpfMap;
import io.packetframe.bpf.Codecs;
import io.packetframe.bpf.PerCpuSum;
import io.packetframe.module.Sample;
import io.packetframe.packet.Counter;
import io.packetframe.spec.MapType;
import io.packetframe.sys.linux.PossibleCpus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The map {@code STATS}: a block of counters for each CPU. */
final class Counters {
  /** The name of the map. */
  static final String MAP = "STATS";

  private Counters() {}

  /**
   * Returns the sum of all CPUs for each counter, in their fixed order. A map of an older build may
   * have fewer.
   *
   * @throws PacketFrameException if they cannot be read, or the map is of a newer build
   */
  static List<Sample> read(BpfMap map) throws PacketFrameException {
    int count = map.definition().valueSize() / Long.BYTES;
    Counter[] known = Counter.values();
    if (map.definition().type() != MapType.PERCPU_ARRAY.number()
        || count < 1
        || count > known.length) {
      throw new FastPathException(
          map + " has " + count + " counters, " + known.length + " are known");
    }
    long[] sums =
        PerCpuSum.of(
            map.perCpuView(Codecs.U32, Codecs.counters(count), cpus())
                .lookup(0)
                .orElseThrow(() -> new FastPathException(map + " is empty")));
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(new Sample(known[i].text(), sums[i]));
    }
    return samples;
  }

  private static PossibleCpus cpus() throws PacketFrameException {
    try {
      return PossibleCpus.ofThisHost();
    } catch (IOException e) {
      throw new PacketFrameException("how many CPUs there can be is not known: " + e, null, e);
    }
  }
}
