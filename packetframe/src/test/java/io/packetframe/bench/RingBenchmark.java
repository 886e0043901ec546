package io.packetframe.bench;

import io.packetframe.bpf.BpfMap;
import io.packetframe.bpf.ringbuf.RingBuffer;
import io.packetframe.oracle.LibbpfBench;
import io.packetframe.sys.linux.LinuxSystem;
import java.util.ArrayList;
import java.util.List;

/**
 * A full ring buffer of 16 MiB, records of 64 bytes, read to its end: by ours and by {@code
 * ring_buffer__consume}, by turns, out of the same map, which a third process fills: who has just
 * written the records has them in its caches. Prints a table; judges nothing. Arguments: [ROUNDS].
 */
public final class RingBenchmark {
  private static final int WARM_UP = 1000;

  private RingBenchmark() {}

  /** What the handler does with a record: it adds up its first number. */
  private static final class Sum {
    long sum;
  }

  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 51;
    OneProcessor.stay();
    Sum sum = new Sum();
    List<Long> ours = new ArrayList<>();
    List<Long> theirs = new ArrayList<>();
    try (LibbpfBench filler = LibbpfBench.start();
        LibbpfBench libbpf = LibbpfBench.start()) {
      int id = (int) filler.ask("ring", LibbpfBench.compiled("ring_fill").toString())[0];
      long _ = libbpf.ask("open", Integer.toString(id))[0];
      long records = 0;
      try (BpfMap map = BpfMap.openById(LinuxSystem.syscalls(), id);
          RingBuffer ring =
              RingBuffer.open(map, record -> sum.sum += record.getLong(record.position()))) {
        for (int i = -WARM_UP; i < rounds; i++) {
          records = filler.ask("fill")[0];
          long their = libbpf.ask("drain")[0];
          require(filler.ask("fill")[0], records);
          long start = System.nanoTime();
          int count = ring.consume();
          long own = System.nanoTime() - start;
          require(count, records);
          if (i >= 0) {
            ours.add(own);
            theirs.add(their);
          }
        }
      }
      new Table(
              "ring buffer, %,d records of 64 bytes, %d rounds by turns; libbpf %s; sum %d"
                  .formatted(records, rounds, libbpf.version(), sum.sum),
              "ns a record",
              records)
          .row("read a full ring", ours, theirs);
    }
  }

  private static void require(long found, long expected) {
    if (found != expected) {
      throw new IllegalStateException(found + " records where there are " + expected);
    }
  }
}
