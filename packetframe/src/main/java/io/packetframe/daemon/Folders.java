package io.packetframe.daemon;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFilePermissions;

/** Folders that are entered component by component, and never through a symbolic link. */
final class Folders {
  private Folders() {}

  /** Makes a folder where it is missing (mode 0750), and those above it (0755). */
  static void create(Path path) throws IOException {
    Path current = path.getRoot();
    for (Path component : path) {
      current = current.resolve(component);
      if (Files.isSymbolicLink(current)) {
        throw new IOException(current + " is a symbolic link: name what it leads to");
      }
      if (!Files.exists(current, LinkOption.NOFOLLOW_LINKS)) {
        String mode = current.equals(path) ? "rwxr-x---" : "rwxr-xr-x";
        Files.createDirectory(
            current, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)));
      }
    }
  }

  /** Opens a folder; whoever calls closes it. */
  @SuppressWarnings(
      "StreamResourceLeak") // Each is closed by the next step, the last by the caller.
  static SecureDirectoryStream<Path> open(Path path) throws IOException {
    SecureDirectoryStream<Path> current = secure(Files.newDirectoryStream(path.getRoot()));
    for (Path component : path) {
      try (SecureDirectoryStream<Path> parent = current) {
        current = parent.newDirectoryStream(component, LinkOption.NOFOLLOW_LINKS);
      }
    }
    return current;
  }

  private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream)
      throws IOException {
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return secure;
    }
    stream.close();
    throw new IOException("this system cannot open files relative to a directory");
  }
}
