package io.packetframe.oracle;

import io.packetframe.testing.Peers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** This host's tools, and what the peers' root adds. */
final class Tools {
  private Tools() {}

  /** Tells whether a command can be run. */
  static boolean has(String command) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }

  /** Runs a command to its end; what it says is in the exception if it fails. */
  static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said);
    }
  }

  /**
   * Returns the command that runs a program of this host with the libraries of the peers' root, C
   * library and all, where that was made; else the program alone.
   */
  static List<String> withPeersLibraries(Path program) throws IOException {
    if (!Peers.areThere()) {
      return List.of(program.toString());
    }
    Path root = Peers.root();
    Path libraries = find(root.resolve("usr/lib"), "libbpf.so.1"::equals);
    Path loader = find(root.resolve("usr/lib64"), name -> name.startsWith("ld-linux-"));
    return List.of(
        loader.toString(),
        "--library-path",
        libraries.resolveSibling(".").toString(),
        program.toString());
  }

  private static Path find(Path below, Predicate<String> name) throws IOException {
    try (Stream<Path> files = Files.walk(below, 2)) {
      return files
          .filter(file -> name.test(file.getFileName().toString()))
          .findFirst()
          .orElseThrow(() -> new IOException("nothing to run libbpf with below " + below));
    }
  }
}
