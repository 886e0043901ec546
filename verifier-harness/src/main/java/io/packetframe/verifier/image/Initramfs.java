package io.packetframe.verifier.image;

import io.packetframe.verifier.image.CpioEntry.CharacterDevice;
import io.packetframe.verifier.image.CpioEntry.Directory;
import io.packetframe.verifier.image.CpioEntry.RegularFile;
import io.packetframe.verifier.image.CpioEntry.SymbolicLink;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Collects what lies in a guest's root file system and writes it as one archive. */
public final class Initramfs {
  private final Map<String, CpioEntry> entries = new TreeMap<>();

  /** Adds an empty folder, for example a mount point. */
  public Initramfs folder(String path) {
    return add(new Directory(path, 0755));
  }

  /** Adds a link. */
  public Initramfs link(String path, String target) {
    return add(new SymbolicLink(path, target));
  }

  /** Adds a character device that only root may use. */
  public Initramfs device(String path, int major, int minor) {
    return add(new CharacterDevice(path, 0600, major, minor));
  }

  /** Adds bytes made here; they carry the epoch as their time. */
  public Initramfs file(String path, Content content) {
    return add(new RegularFile(path, 0644, Instant.EPOCH, content));
  }

  /** Adds a script or program made here. */
  public Initramfs program(String path, Content content) {
    return add(new RegularFile(path, 0755, Instant.EPOCH, content));
  }

  /** Adds a file of the host with its modification time; executable if its owner may run it. */
  public Initramfs file(String path, Path source) throws IOException {
    return add(
        new RegularFile(
            path,
            Files.isExecutable(source) ? 0755 : 0644,
            Files.getLastModifiedTime(source).toInstant(),
            Content.of(source)));
  }

  /** Adds everything below a folder of the host; links stay links. */
  public Initramfs tree(String path, Path source) throws IOException {
    return tree(path, source, _ -> true);
  }

  /** The same for what is wanted, judged by its path in the folder. */
  public Initramfs tree(String path, Path source, Predicate<Path> wanted) throws IOException {
    List<Path> found;
    try (Stream<Path> walk = Files.walk(source)) {
      found = walk.filter(it -> !it.equals(source) && wanted.test(source.relativize(it))).toList();
    }
    folder(path);
    for (Path file : found) {
      String target = path + "/" + source.relativize(file);
      if (Files.isSymbolicLink(file)) {
        link(target, Files.readSymbolicLink(file).toString());
      } else if (Files.isDirectory(file)) {
        folder(target);
      } else if (Files.isRegularFile(file)) {
        file(target, file);
      } else {
        throw new IOException(file + ": neither file, folder nor link");
      }
    }
    return this;
  }

  /** Tells whether something already lies at that path. */
  public boolean has(String path) {
    return entries.containsKey(path);
  }

  /** Writes the archive to a file, after what the file already holds. */
  public void appendTo(Path file) throws IOException {
    try (OutputStream out =
        new BufferedOutputStream(
            Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            1 << 16)) {
      CpioWriter.write(entries.values(), out);
    }
  }

  private Initramfs add(CpioEntry entry) {
    if (entries.put(entry.path(), entry) != null) {
      throw new IllegalArgumentException("twice in one archive: " + entry.path());
    }
    return this;
  }
}
