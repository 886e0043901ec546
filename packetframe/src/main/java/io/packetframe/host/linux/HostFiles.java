package io.packetframe.host.linux;

import io.packetframe.host.linux.Reading.Absent;
import io.packetframe.host.linux.Reading.Present;
import io.packetframe.host.linux.Reading.Unreadable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The files of a host, seen from a root directory: {@code /} in production, a captured tree in
 * tests.
 *
 * <p>Paths are written as the host knows them ({@code /proc/self/status}). Each reader needs one
 * file, so a failure concerns one row of a report: it is a value, never an exception.
 */
public final class HostFiles {
  /** Above the largest honest file: a kernel configuration has 0.3 MB, a busy mount table 1 MB. */
  static final int MAX_BYTES = 4 << 20;

  /** Above the largest honest list of the kernel's symbols: 200,000 of them have 10 MB. */
  private static final int MAX_LARGE_BYTES = 64 << 20;

  /** Above the largest honest directory: process ids end at 4,194,304, but not all at once. */
  static final int MAX_ENTRIES = 1 << 16;

  private final Path root;

  /** Makes a view of the tree below {@code root}. */
  public HostFiles(Path root) {
    this.root = root;
  }

  /** Returns the view of the running host. */
  public static HostFiles ofThisHost() {
    return new HostFiles(Path.of("/"));
  }

  /** Reads a text file; bytes that are not UTF-8 become replacement characters. */
  public Reading<String> read(String path) {
    try (InputStream file = open(path)) {
      return decode(path, file);
    } catch (IOException e) {
      return failure(path, e);
    }
  }

  /** Reads a file of the kernel's that may be larger than others, as bytes. */
  Reading<byte[]> readLarge(String path) {
    try (InputStream file = open(path)) {
      byte[] bytes = file.readNBytes(MAX_LARGE_BYTES + 1);
      return bytes.length > MAX_LARGE_BYTES
          ? new Unreadable<>(path, "larger than " + MAX_LARGE_BYTES + " bytes")
          : new Present<>(bytes);
    } catch (IOException e) {
      return failure(path, e);
    }
  }

  /** Reads a text file that is compressed with gzip. */
  Reading<String> readCompressed(String path) {
    // The file is a resource of its own: a constructor that fails on what is no gzip closes
    // nothing.
    try (InputStream file = open(path);
        InputStream text = new GZIPInputStream(file)) {
      return decode(path, text);
    } catch (IOException e) {
      return failure(path, e);
    }
  }

  /** Reads the target of a symbolic link as it is written, existing or not. */
  public Reading<String> readLink(String path) {
    try {
      return new Present<>(Files.readSymbolicLink(resolve(path)).toString());
    } catch (IOException e) {
      return failure(path, e);
    }
  }

  /** Tells whether a path leads to anything that we may look at. */
  boolean exists(String path) {
    try {
      return Files.exists(resolve(path));
    } catch (IOException e) {
      return false;
    }
  }

  /** Lists the names in a directory in their natural order; more than a bound is unreadable. */
  Reading<List<String>> list(String path) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> directory = Files.newDirectoryStream(resolve(path))) {
      for (Path entry : directory) {
        if (names.size() == MAX_ENTRIES) {
          return new Unreadable<>(path, "more than " + MAX_ENTRIES + " entries");
        }
        names.add(String.valueOf(entry.getFileName()));
      }
    } catch (DirectoryIteratorException e) {
      return failure(path, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      return failure(path, e);
    }
    Collections.sort(names);
    return new Present<>(Collections.unmodifiableList(names));
  }

  private static Reading<String> decode(String path, InputStream file) throws IOException {
    // The bound is on what comes out: a gzip file of 1 KB can hold 1 MB.
    byte[] bytes = file.readNBytes(MAX_BYTES + 1);
    return bytes.length > MAX_BYTES
        ? new Unreadable<>(path, "larger than " + MAX_BYTES + " bytes")
        : new Present<>(new String(bytes, StandardCharsets.UTF_8));
  }

  /** Opens regular files only: opening a FIFO waits for a writer, a device may do anything. */
  private InputStream open(String path) throws IOException {
    Path file = resolve(path);
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    if (attributes.isDirectory()) {
      throw new FileSystemException(path, null, "EISDIR");
    }
    if (!attributes.isRegularFile()) {
      throw new FileSystemException(path, null, "not a regular file");
    }
    return Files.newInputStream(file);
  }

  private Path resolve(String path) throws IOException {
    if (!path.startsWith("/") || path.contains("/../") || path.endsWith("/..")) {
      throw new IllegalArgumentException("path is not absolute and plain: " + path);
    }
    try {
      return root.resolve(path.substring(1));
    } catch (InvalidPathException e) {
      throw new FileSystemException(path, null, "not a file name: " + e.getReason());
    }
  }

  private static <T> Reading<T> failure(String path, IOException e) {
    return e instanceof NoSuchFileException
        ? new Absent<>(path)
        : new Unreadable<>(path, reason(e));
  }

  /** Puts an exception into the kernel's words, as far as Java lets them through. */
  static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "EACCES";
    }
    if (e instanceof NotDirectoryException) {
      return "ENOTDIR";
    }
    if (e instanceof FileSystemLoopException) {
      return "ELOOP";
    }
    if (e instanceof NotLinkException) {
      return "not a symbolic link";
    }
    if (e instanceof EOFException) {
      return "truncated";
    }
    if (e instanceof ZipException) {
      return "cannot be inflated: " + e.getMessage();
    }
    String word = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
    return word == null ? e.getClass().getSimpleName() : word;
  }
}
