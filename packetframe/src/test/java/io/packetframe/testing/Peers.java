package io.packetframe.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Other people's tools to compare ours with: a Debian 13 root with a C library of its own, which
 * {@code .github/setup --peers} makes in the user's cache.
 */
public final class Peers {
  private Peers() {}

  /** Returns the folder for what is not of this repository. */
  public static Path cache() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path root = cache == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
    return root.resolve("packetframe");
  }

  /** Returns where the root is, or would be. */
  public static Path root() {
    return cache().resolve("peers/trixie");
  }

  /** Tells whether it was made, and to the end. */
  public static boolean areThere() {
    return Files.exists(root().resolve("complete"));
  }

  /** Returns the version of a package in it, as Debian counts. */
  public static String version(String name) throws IOException {
    String status = Files.readString(root().resolve("var/lib/dpkg/status"));
    return status
        .substring(status.indexOf("Package: " + name + "\n"))
        .lines()
        .filter(line -> line.startsWith("Version: "))
        .findFirst()
        .orElseThrow()
        .substring("Version: ".length());
  }
}
