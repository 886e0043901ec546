package io.packetframe.daemon;

import io.packetframe.FileFailure;
import io.packetframe.Printable;
import io.packetframe.module.Pause;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A directory into which root writes small files. It is entered component by component and never
 * through a symbolic link, so nobody can lead a write elsewhere. A file is there whole or not at
 * all: it is written beside its place, synchronised, and renamed.
 */
public final class StateDirectory {
  /** The longest file that is read, bytes. */
  static final int MAX_BYTES = 1 << 20;

  private static final Duration RETRY = Duration.ofMillis(50);

  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> PUBLIC =
      PosixFilePermissions.fromString("rw-r--r--");

  private static final Set<PosixFilePermission> WRITE_OF_OTHERS =
      PosixFilePermissions.fromString("----w--w-");

  private final Path path;

  private StateDirectory(Path path) {
    this.path = path;
  }

  /** Sees a directory that may be missing; nothing is made. */
  public static StateDirectory at(Path path) {
    return new StateDirectory(path);
  }

  /**
   * Makes a directory where it is missing (mode 0750, its parents 0755), and takes write permission
   * from group and others.
   *
   * @throws StateException if it cannot be made, or a symbolic link is on the way
   */
  public static StateDirectory make(Path path) throws StateException {
    StateDirectory directory = new StateDirectory(path);
    try {
      Folders.create(path);
      try (SecureDirectoryStream<Path> opened = Folders.open(path)) {
        PosixFileAttributeView view = opened.getFileAttributeView(PosixFileAttributeView.class);
        Set<PosixFilePermission> permissions = view.readAttributes().permissions();
        if (permissions.removeAll(WRITE_OF_OTHERS)) {
          view.setPermissions(permissions);
        }
      }
      return directory;
    } catch (IOException e) {
      throw directory.failure("make", "", e);
    }
  }

  /** Returns where it is. */
  public Path path() {
    return path;
  }

  /**
   * Writes a file that only its owner can read.
   *
   * @throws StateException if it cannot be written; what was there before is there still
   */
  public void write(String name, String text) throws StateException {
    write(name, text, PRIVATE);
  }

  /**
   * Writes a file that everyone can read.
   *
   * @throws StateException if it cannot be written; what was there before is there still
   */
  public void publish(String name, String text) throws StateException {
    write(name, text, PUBLIC);
  }

  private void write(String name, String text, Set<PosixFilePermission> permissions)
      throws StateException {
    Path temporary = Path.of(name + ".tmp");
    try (SecureDirectoryStream<Path> opened = Folders.open(path)) {
      try (FileChannel file = fresh(opened, temporary, permissions)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          int _ = file.write(bytes);
        }
        // Whatever the umask took away.
        opened
            .getFileAttributeView(
                temporary, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
            .setPermissions(permissions);
        file.force(true);
      }
      opened.move(temporary, opened, Path.of(name));
    } catch (IOException e) {
      throw failure("write", name, e);
    }
  }

  /** Opens a new file; one that an earlier process left half written is removed. */
  private static FileChannel fresh(
      SecureDirectoryStream<Path> directory, Path name, Set<PosixFilePermission> permissions)
      throws IOException {
    Set<OpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    FileAttribute<?> mode = PosixFilePermissions.asFileAttribute(permissions);
    try {
      return (FileChannel) directory.newByteChannel(name, options, mode);
    } catch (FileAlreadyExistsException e) {
      if (!directory
          .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .readAttributes()
          .isRegularFile()) {
        throw e;
      }
      directory.deleteFile(name);
      return (FileChannel) directory.newByteChannel(name, options, mode);
    }
  }

  /**
   * Reads a file; empty where there is none, or no such directory.
   *
   * @throws StateException if it cannot be read, is a symbolic link or longer than 1 MiB
   */
  public Optional<String> read(String name) throws StateException {
    Set<OpenOption> options = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    try (SecureDirectoryStream<Path> opened = Folders.open(path);
        SeekableByteChannel file = opened.newByteChannel(Path.of(name), options)) {
      if (file.size() > MAX_BYTES) {
        throw new IOException("longer than " + MAX_BYTES + " bytes");
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
      while (bytes.hasRemaining() && file.read(bytes) >= 0) {
        // The kernel may give less than was asked for.
      }
      return Optional.of(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw failure("read", name, e);
    }
  }

  /**
   * Removes a file, if there is one.
   *
   * @throws StateException if it cannot be removed
   */
  public void delete(String name) throws StateException {
    try (SecureDirectoryStream<Path> opened = Folders.open(path)) {
      opened.deleteFile(Path.of(name));
    } catch (NoSuchFileException _) {
      // Gone already.
    } catch (IOException e) {
      throw failure("remove", name, e);
    }
  }

  /**
   * Takes the lock of that name, which the kernel gives back when the process ends, however it
   * ends.
   *
   * @param patience how long to wait for another process that only looks whether it is taken
   * @return the lock, which holds until it is closed; empty where another process has it
   * @throws StateException if there can be no lock
   */
  public Optional<FileChannel> lock(String name, Duration patience) throws StateException {
    long end = System.nanoTime() + patience.toNanos();
    Optional<FileChannel> lock = lock(name);
    while (lock.isEmpty() && System.nanoTime() < end && Pause.uninterrupted().sleep(RETRY)) {
      lock = lock(name);
    }
    return lock;
  }

  private Optional<FileChannel> lock(String name) throws StateException {
    Set<OpenOption> options =
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    FileAttribute<?> mode = PosixFilePermissions.asFileAttribute(PRIVATE);
    try (SecureDirectoryStream<Path> opened = Folders.open(path)) {
      FileChannel file = (FileChannel) opened.newByteChannel(Path.of(name), options, mode);
      if (isLocked(file)) {
        return Optional.of(file);
      }
      file.close();
      return Optional.empty();
    } catch (IOException e) {
      throw failure("lock", name, e);
    }
  }

  private static boolean isLocked(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      // This very process has it.
      return false;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private StateException failure(String what, String name, IOException cause) {
    Path file = name.isEmpty() ? path : path.resolve(name);
    return new StateException(
        "cannot "
            + what
            + " "
            + Printable.escaped(file.toString())
            + ": "
            + FileFailure.reason(cause),
        cause);
  }
}
