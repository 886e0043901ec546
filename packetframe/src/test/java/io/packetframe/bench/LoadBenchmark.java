package io.packetframe.bench;

import io.packetframe.bpf.BpfObject;
import io.packetframe.bpf.LoadOptions;
import io.packetframe.elf.ObjectFile;
import io.packetframe.oracle.Corpus;
import io.packetframe.oracle.CorpusObject;
import io.packetframe.oracle.LibbpfLoader;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.Syscalls;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * From the bytes of an object to its loaded programs, in a warm JVM and in C with libbpf, by turns;
 * then the parsing of one object in fresh JVMs. Prints a table; judges nothing. Arguments:
 * [ROUNDS].
 */
public final class LoadBenchmark {
  private static final int WARM_UP = 3000;
  private static final int COLD_STARTS = 15;

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
    if (args.length == 2 && args[0].equals("cold")) {
      parseOnce(args[1]);
      return;
    }
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
        List<Long> ours = new ArrayList<>();
        List<Long> theirs = new ArrayList<>();
        for (int i = 0; i < WARM_UP; i++) {
          load(syscalls, bytes);
        }
        for (int i = 0; i < rounds; i++) {
          theirs.addAll(libbpf.time(object.file(), 1));
          ours.add(load(syscalls, bytes));
        }
        table.row(object.name(), ours, theirs);
      }
    }
    cold(objects.getFirst());
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

  /** Without an archive of our classes, which the product has: the worst case. */
  private static void cold(CorpusObject object) throws Exception {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < COLD_STARTS; i++) {
      Process process =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElse("java"),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-cp",
                  System.getProperty("java.class.path"),
                  LoadBenchmark.class.getName(),
                  "cold",
                  object.file().toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      times.add(
          Long.parseLong(
              new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                  .strip()));
    }
    times.sort(null);
    System.out.printf(
        Locale.ROOT,
        "%nelf and spec in a fresh JVM without a class archive (%s), %d starts: min %.1f, median"
            + " %.1f, max %.1f ms%n%n",
        object.name(),
        COLD_STARTS,
        times.getFirst() / 1e6,
        times.get(COLD_STARTS / 2) / 1e6,
        times.getLast() / 1e6);
  }

  private static void parseOnce(String file) throws Exception {
    byte[] bytes = Files.readAllBytes(Path.of(file));
    long start = System.nanoTime();
    int programs = ObjectFile.parse(bytes).programs().size();
    long time = System.nanoTime() - start;
    if (programs > 0) {
      System.out.println(time);
    }
  }
}
