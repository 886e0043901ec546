package io.packetframe.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The share of {@code elf}, {@code btf} and {@code spec} in a process that parses the fast path:
 * the JVM, options and jars of the runtime image, with a class archive made as the image's own is,
 * and with the JDK's archive alone, by turns. Prints a table; judges nothing. Arguments: IMAGE
 * [ROUNDS].
 */
public final class ColdParseBenchmark {
  private static final String OBJECT = "io/packetframe/bpf/objects/fast_path.bpf.o";
  private static final int DEFAULT_ROUNDS = 51;
  private static final int WARM_UP = 3;

  private final Path image;
  private final String classPath;
  private final Path archive;

  private record Run(double parse, double process) {}

  private ColdParseBenchmark(Path image, Path folder) throws IOException, InterruptedException {
    this.image = image;
    this.classPath = classPath(image, jar(folder.resolve("cold.jar")));
    this.archive = folder.resolve("cold.jsa");
    Path classes = folder.resolve("classes.lst");
    run(java("-Xshare:off", "-XX:DumpLoadedClassList=" + classes), true);
    run(
        java(
            "-Xshare:dump",
            "-XX:+AOTClassLinking",
            "-XX:SharedClassListFile=" + classes,
            "-XX:SharedArchiveFile=" + archive),
        false);
  }

  public static void main(String[] args) throws Exception {
    Path image = Path.of(args[0]).toAbsolutePath();
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : DEFAULT_ROUNDS;
    Path folder = Files.createTempDirectory("cold-parse");
    try {
      new ColdParseBenchmark(image, folder).measure(rounds);
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private void measure(int rounds) throws IOException, InterruptedException {
    List<String> archived = java("-XX:SharedArchiveFile=" + archive);
    List<String> plain = java("-Xshare:auto");
    List<Run> withArchive = new ArrayList<>();
    List<Run> without = new ArrayList<>();
    for (int i = -WARM_UP; i < rounds; i++) {
      Run first = run(archived, true);
      Run second = run(plain, true);
      if (i >= 0) {
        withArchive.add(first);
        without.add(second);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%n%s parsed once in a process, %d rounds by turns; ms%n%n%-34s %8s %8s %8s   %s%n",
        OBJECT,
        rounds,
        "",
        "min",
        "median",
        "max",
        "whole process, median");
    print("with a class archive", withArchive);
    print("with the JDK's archive alone", without);
    System.out.println();
  }

  private static void print(String name, List<Run> runs) {
    double[] parse = runs.stream().mapToDouble(Run::parse).sorted().toArray();
    double[] process = runs.stream().mapToDouble(Run::process).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "%-34s %8.1f %8.1f %8.1f   %.1f%n",
        name,
        parse[0],
        parse[parse.length / 2],
        parse[parse.length - 1],
        process[process.length / 2]);
  }

  /** As the launcher of the image starts it. */
  private List<String> java(String... options) {
    List<String> command = new ArrayList<>();
    command.add(image.resolve("lib/runtime/bin/java").toString());
    command.add("@" + image.resolve("lib/packetframe.options"));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath));
    return command;
  }

  private static Run run(List<String> java, boolean parses)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(java);
    if (parses) {
      command.addAll(List.of(ColdParse.class.getName(), OBJECT));
    }
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    long time = System.nanoTime() - start;
    if (status != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + status + ": " + said);
    }
    return new Run(parses ? Long.parseLong(said.strip()) / 1e6 : 0, time / 1e6);
  }

  /** The archive takes jars only, and the image has none with our program. */
  private static Path jar(Path file) throws IOException {
    String name = ColdParse.class.getName().replace('.', '/') + ".class";
    try (OutputStream bytes = Files.newOutputStream(file);
        ZipOutputStream jar = new ZipOutputStream(bytes)) {
      jar.putNextEntry(new ZipEntry(name));
      jar.write(ClassLoader.getSystemResourceAsStream(name).readAllBytes());
    }
    return file;
  }

  private static String classPath(Path image, Path own) throws IOException {
    try (Stream<Path> files = Files.list(image.resolve("lib"))) {
      return String.join(
          ":",
          Stream.concat(
                  files.filter(file -> file.toString().endsWith(".jar")).sorted(), Stream.of(own))
              .map(Path::toString)
              .toList());
    }
  }
}
