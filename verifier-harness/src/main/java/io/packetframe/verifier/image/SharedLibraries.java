package io.packetframe.verifier.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the shared libraries that a program needs from the host, as the loader would. */
public final class SharedLibraries {
  private static final long DT_NULL = 0;
  private static final long DT_NEEDED = 1;

  private final List<Path> folders;

  /** Searches the given folders in turn. */
  public SharedLibraries(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  /** Searches a folder that holds packages of Debian's for an architecture. */
  public static SharedLibraries below(Path root, String multiarch) {
    return new SharedLibraries(List.of(root.resolve("usr/lib").resolve(multiarch)));
  }

  /** Searches where Debian and others keep the libraries of their own architecture. */
  public static SharedLibraries ofHost() {
    return new SharedLibraries(
        List.of(
            Path.of("/lib/x86_64-linux-gnu"),
            Path.of("/usr/lib/x86_64-linux-gnu"),
            Path.of("/lib64"),
            Path.of("/usr/lib64"),
            Path.of("/lib"),
            Path.of("/usr/lib")));
  }

  /**
   * Returns path in the guest to file of the host, for everything that the programs need and that
   * does not lie in {@code bundled}, the folders that they bring along.
   */
  public SortedMap<String, Path> closure(List<Path> programs, List<Path> bundled)
      throws IOException {
    SortedMap<String, Path> found = new TreeMap<>();
    Deque<Path> toRead = new ArrayDeque<>(programs);
    while (!toRead.isEmpty()) {
      Path program = toRead.remove();
      ElfSections elf = ElfSections.parse(program.toString(), map(program));
      Optional<String> loader = elf.section(".interp").map(it -> ElfSections.text(it, 0));
      if (loader.isPresent()) {
        // Named by its path; below another root it is found like any library.
        Path file = search(loader.get().substring(loader.get().lastIndexOf('/') + 1), program);
        if (found.put(loader.get().substring(1), file) == null) {
          toRead.add(file);
        }
      }
      for (String name : needed(program, elf)) {
        if (bundled.stream().anyMatch(folder -> Files.exists(folder.resolve(name)))
            || found.keySet().stream().anyMatch(path -> path.endsWith("/" + name))) {
          continue;
        }
        Path library = search(name, program);
        found.put("lib/" + name, library);
        toRead.add(library);
      }
    }
    return found;
  }

  /** Mapped, not read: a JVM's library alone is 30 MB, of which a few KB are looked at. */
  private static ByteBuffer map(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
    }
  }

  private Path search(String name, Path program) throws IOException {
    for (Path folder : folders) {
      if (Files.exists(folder.resolve(name))) {
        return folder.resolve(name);
      }
    }
    throw new IOException(program + " needs " + name + ", which is in none of " + folders);
  }

  private static List<String> needed(Path program, ElfSections elf) throws ElfException {
    Optional<ByteBuffer> dynamic = elf.section(".dynamic");
    Optional<ByteBuffer> names = elf.section(".dynstr");
    if (dynamic.isEmpty() || names.isEmpty()) {
      return List.of();
    }
    List<String> needed = new ArrayList<>();
    ByteBuffer rows = dynamic.get();
    try {
      while (rows.remaining() >= 16) {
        long tag = rows.getLong();
        long value = rows.getLong();
        if (tag == DT_NULL) {
          break;
        }
        if (tag == DT_NEEDED) {
          needed.add(ElfSections.text(names.get(), Math.toIntExact(value)));
        }
      }
    } catch (IndexOutOfBoundsException | ArithmeticException e) {
      throw new ElfException(program + ": broken dynamic section");
    }
    return needed;
  }
}
