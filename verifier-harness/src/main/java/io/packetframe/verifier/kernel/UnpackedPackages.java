package io.packetframe.verifier.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of packages in the cache. A list of digests made at unpacking says later whether they
 * still are what they were.
 *
 * <p>Debian moved a kernel's files over the years: the image and the configuration lie in {@code
 * boot} or beside the modules, the modules in {@code lib} or {@code usr/lib}.
 */
final class UnpackedPackages {
  private static final String DIGESTS = "SHA256SUMS";

  private final Path root;

  UnpackedPackages(Path root) {
    this.root = root;
  }

  Path root() {
    return root;
  }

  /** Writes the list; the last step of unpacking. */
  void seal() throws IOException {
    StringBuilder list = new StringBuilder();
    for (Path file : files()) {
      list.append(Sha256.of(file)).append("  ").append(root.relativize(file)).append('\n');
    }
    Files.writeString(root.resolve(DIGESTS), list);
  }

  /** Tells whether every file that we may use is there and unchanged. */
  boolean isIntact() throws IOException {
    Path digests = root.resolve(DIGESTS);
    if (!Files.isRegularFile(digests)) {
      return false;
    }
    SortedMap<String, String> wanted = new TreeMap<>();
    for (String line : Files.readAllLines(digests)) {
      if (line.length() > 66) {
        wanted.put(line.substring(66), line.substring(0, 64));
      }
    }
    for (Path file : files()) {
      if (!Sha256.of(file).equals(wanted.remove(root.relativize(file).toString()))) {
        return false;
      }
    }
    return wanted.isEmpty();
  }

  String release() throws IOException, KernelException {
    return modules().getFileName().toString();
  }

  Path modules() throws IOException, KernelException {
    for (String folder : List.of("lib/modules", "usr/lib/modules")) {
      if (Files.isDirectory(root.resolve(folder))) {
        try (Stream<Path> releases = Files.list(root.resolve(folder))) {
          List<Path> found = releases.sorted().toList();
          if (found.size() == 1) {
            return found.getFirst();
          }
        }
      }
    }
    throw new KernelException(root + " does not hold the modules of one kernel", null, null);
  }

  Path image() throws IOException, KernelException {
    return either("boot/vmlinuz-" + release(), modules().resolve("vmlinuz"));
  }

  Path configuration() throws IOException, KernelException {
    return either("boot/config-" + release(), modules().resolve("config"));
  }

  private Path either(String inBoot, Path besideModules) throws KernelException {
    for (Path file : List.of(root.resolve(inBoot), besideModules)) {
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    throw new KernelException(
        root + " has neither " + inBoot + " nor " + besideModules, null, null);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> tree = Files.walk(root)) {
      return tree.filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().equals(DIGESTS))
          .sorted()
          .toList();
    }
  }
}
