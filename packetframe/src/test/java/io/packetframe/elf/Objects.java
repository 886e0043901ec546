package io.packetframe.elf;

import io.packetframe.testing.Blessed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The committed objects, compiled from the sources beside them. */
final class Objects {
  static final Path FOLDER = Blessed.root().resolve("packetframe/src/test/bpf");

  private Objects() {}

  /** Returns the names of all, without {@code .bpf.o}. */
  static List<String> names() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".bpf.o"))
          .map(name -> name.substring(0, name.length() - ".bpf.o".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns those that are parsed to a spec. */
  static List<String> accepted() {
    return names().stream().filter(name -> !name.startsWith("refused_")).toList();
  }

  static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(FOLDER.resolve(name + ".bpf.o"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
