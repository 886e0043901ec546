package io.packetframe.bpf;

import io.packetframe.sys.linux.PossibleCpus;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * All values under one key of a per-CPU map: one per possible CPU, each rounded up to 8 bytes
 * (bpf_percpu_array_copy and its like in kernel/bpf).
 */
record PerCpuCodec<V>(Codec<V> one, PossibleCpus cpus) implements Codec<List<V>> {
  private int stride() {
    return (one.size() + 7) & ~7;
  }

  @Override
  public int size() {
    return Math.multiplyExact(stride(), cpus.count());
  }

  @Override
  public void encode(List<V> values, ByteBuffer memory, int offset) {
    if (values.size() != cpus.count()) {
      throw new IllegalArgumentException(
          values.size() + " values for " + cpus.count() + " possible CPUs");
    }
    for (int cpu = 0; cpu < values.size(); cpu++) {
      int start = offset + cpu * stride();
      one.encode(values.get(cpu), memory, start);
      for (int padding = one.size(); padding < stride(); padding++) {
        memory.put(start + padding, (byte) 0);
      }
    }
  }

  @Override
  public List<V> decode(ByteBuffer memory, int offset) {
    List<V> values = new ArrayList<>(cpus.count());
    for (int cpu = 0; cpu < cpus.count(); cpu++) {
      values.add(one.decode(memory, offset + cpu * stride()));
    }
    return List.copyOf(values);
  }
}
