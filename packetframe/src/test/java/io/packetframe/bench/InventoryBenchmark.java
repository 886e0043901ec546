package io.packetframe.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * How long each look at this host takes, the first time in a process and later, beside OSHI's
 * first: in fresh JVMs by turns. Ours runs as the product does (the JVM and class archive of the
 * image) and, as OSHI, on the build's JDK with its archive alone. Prints a table; judges nothing.
 * Arguments: IMAGE [ROUNDS].
 */
public final class InventoryBenchmark {
  private static final int DEFAULT_ROUNDS = 11;

  private InventoryBenchmark() {}

  public static void main(String[] args) throws Exception {
    Path image = Path.of(args[0]).toAbsolutePath();
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : DEFAULT_ROUNDS;
    // Beside the image's own: the JVM compares class paths from their common folder on, and takes
    // no
    // archive where that is another.
    Path own = Files.createTempFile(image.resolve("lib"), "inventory-look", ".jar");
    try {
      measure(rounds, product(image, jar(own)));
    } finally {
      Files.delete(own);
    }
  }

  private static void measure(int rounds, List<String> product)
      throws IOException, InterruptedException {
    String tests = System.getProperty("java.class.path");
    List<String> plain =
        List.of(
            jdk(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            tests,
            InventoryLook.class.getName());
    List<String> oshi =
        List.of(
            jdk(), "--enable-native-access=ALL-UNNAMED", "-cp", tests, OshiLook.class.getName());
    Map<String, List<long[]>> inImage = new LinkedHashMap<>();
    Map<String, List<long[]>> onJdk = new LinkedHashMap<>();
    Map<String, List<long[]>> ofOshi = new LinkedHashMap<>();
    for (int i = 0; i < rounds; i++) {
      run(product, inImage);
      run(plain, onJdk);
      run(oshi, ofOshi);
    }
    System.out.printf(
        Locale.ROOT,
        "%n%d processes of each by turns, the fastest of each (cold) and medians (warm),"
            + " ms%n%n%-10s %12s %12s %12s %12s %11s %9s%n",
        rounds,
        "",
        "image, cold",
        "image, warm",
        "JDK, cold",
        "OSHI, cold",
        "OSHI/image",
        "OSHI/JDK");
    double[] sums = new double[4];
    for (String name : inImage.keySet()) {
      double[] row = {
        least(inImage.getOrDefault(name, List.of())),
        warm(inImage.getOrDefault(name, List.of())),
        least(onJdk.getOrDefault(name, List.of())),
        least(ofOshi.getOrDefault(name, List.of()))
      };
      for (int i = 0; i < row.length; i++) {
        sums[i] += row[i];
      }
      print(name, row);
    }
    print("all", sums);
  }

  private static void print(String name, double[] row) {
    System.out.printf(
        Locale.ROOT,
        "%-10s %12.2f %12.2f %12.2f %12.2f %11.1f %9.1f%n",
        name,
        row[0],
        row[1],
        row[2],
        row[3],
        row[3] / row[0],
        row[3] / row[2]);
  }

  /** The first time in a process, of the process that others disturbed least. */
  private static double least(List<long[]> runs) {
    return runs.stream().mapToLong(run -> run[0]).min().orElse(0) / 1e6;
  }

  private static double warm(List<long[]> runs) {
    long[] sorted = runs.stream().mapToLong(run -> run[1]).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2] / 1e6;
  }

  private static String jdk() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** As the launcher of the image starts it, the class path in its order, or no archive fits. */
  private static List<String> product(Path image, Path own) throws IOException {
    String launcher = Files.readString(image.resolve("bin/packetframe"));
    int start = launcher.indexOf("-cp \"") + "-cp \"".length();
    String jars =
        launcher.substring(start, launcher.indexOf('"', start)).replace("$home", image.toString());
    return List.of(
        image.resolve("lib/runtime/bin/java").toString(),
        "@" + image.resolve("lib/packetframe.options"),
        "-Djna.boot.library.path=" + image.resolve("lib/native"),
        "-XX:SharedArchiveFile=" + image.resolve("lib/packetframe.jsa"),
        "-cp",
        jars + ":" + own,
        InventoryLook.class.getName());
  }

  /** The archive takes jars only, and the image has none with our program. */
  private static Path jar(Path file) throws IOException {
    String name = InventoryLook.class.getName().replace('.', '/') + ".class";
    try (InputStream content =
            Objects.requireNonNull(ClassLoader.getSystemResourceAsStream(name), name);
        OutputStream bytes = Files.newOutputStream(file);
        ZipOutputStream jar = new ZipOutputStream(bytes)) {
      jar.putNextEntry(new ZipEntry(name));
      jar.write(content.readAllBytes());
    }
    return file;
  }

  private static void run(List<String> command, Map<String, List<long[]>> times)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + status + ": " + said);
    }
    for (String line : said.strip().split("\n", -1)) {
      String[] columns = line.split(" ", -1);
      long[] values = new long[columns.length - 1];
      for (int i = 0; i < values.length; i++) {
        values[i] = Long.parseLong(columns[i + 1]);
      }
      times.computeIfAbsent(columns[0], _ -> new ArrayList<>()).add(values);
    }
  }
}
