package io.packetframe.host.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The trees of {@code fixtures/hosts} whose files are files. */
final class HostTrees {
  private static final Path DIRECTORY =
      Path.of(System.getProperty("root.directory"), "fixtures", "hosts");

  private HostTrees() {}

  static List<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(DIRECTORY)) {
      return entries
          .filter(entry -> Files.exists(entry.resolve("EXPECTED")))
          .map(entry -> entry.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  static Path root(String name) {
    return DIRECTORY.resolve(name);
  }

  static HostFiles files(String name) {
    return new HostFiles(root(name));
  }
}
