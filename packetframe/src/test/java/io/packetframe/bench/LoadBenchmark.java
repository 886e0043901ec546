package io.packetframe.bench;

import io.packetframe.bpf.BpfObject;
import io.packetframe.bpf.LoadOptions;
import io.packetframe.elf.ObjectFile;
import io.packetframe.oracle.Corpus;
import io.packetframe.oracle.CorpusObject;
import io.packetframe.oracle.LibbpfLoader;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.Syscalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * From the bytes of an object to its loaded programs, in a warm JVM and in C with libbpf, by turns
 * of one load and of several in a row. Prints a table; judges nothing. Arguments: [ROUNDS].
 */
public final class LoadBenchmark {
  /** For each object: a daemon's JVM has long compiled what it uses. */
  private static final Duration WARM_UP = Duration.ofSeconds(10);

  /** Loads in a row of one side, before it is the other's turn and all caches are its own. */
  private static final int IN_A_ROW = 10;

  /** The product's, one with variables, one with functions, several with CO-RE relocations. */
  private static final List<String> OBJECTS =
      List.of(
          "product_xdp_pass",
          "clang-19_data_sections",
          "clang-19_functions_global",
          "clang-19_maps_lookup",
          "clang-19_core_fields",
          "clang-19_core_types");

  private LoadBenchmark() {}

  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 51;
    Syscalls syscalls = LinuxSystem.syscalls();
    List<CorpusObject> objects =
        Corpus.ours().stream().filter(object -> OBJECTS.contains(object.name())).toList();
    try (LibbpfLoader libbpf = LibbpfLoader.start(Corpus.folder())) {
      Table table =
          new Table(
              "object bytes to loaded programs, warm, %d rounds by turns; libbpf %s"
                  .formatted(rounds, libbpf.version()),
              "ms",
              1e6);
      for (CorpusObject object : objects) {
        byte[] bytes = object.bytes();
        long start = System.nanoTime();
        while (System.nanoTime() - start < WARM_UP.toNanos()) {
          load(syscalls, bytes);
        }
        for (int inARow : List.of(1, IN_A_ROW)) {
          List<Long> ours = new ArrayList<>();
          List<Long> theirs = new ArrayList<>();
          for (int i = 0; i < rounds; i++) {
            theirs.addAll(libbpf.time(object.file(), inARow));
            for (int k = 0; k < inARow; k++) {
              ours.add(load(syscalls, bytes));
            }
          }
          table.row(object.name() + " x " + inARow, ours, theirs);
        }
      }
    }
  }

  private static long load(Syscalls syscalls, byte[] bytes) throws Exception {
    long start = System.nanoTime();
    try (BpfObject object =
        BpfObject.load(syscalls, ObjectFile.parse(bytes), LoadOptions.defaults())) {
      long time = System.nanoTime() - start;
      if (object.programs().isEmpty()) {
        throw new IllegalStateException("nothing was loaded");
      }
      return time;
    }
  }
}
