package io.packetframe.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A committed text that a test compares with what the code makes now; -Dbless=true rewrites it. */
public final class Blessed {
  private Blessed() {}

  /** Compares, or rewrites the file (a path below the repository's root). */
  public static void compare(String file, String actual) {
    Path path = root().resolve(file);
    try {
      if (Boolean.getBoolean("bless")) {
        Files.createDirectories(path.getParent());
        Files.writeString(path, actual);
      }
      assertThat(actual)
          .as(file + " is stale; if the change is meant: mvn test -Dbless=true")
          .isEqualTo(Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the root of the repository. */
  public static Path root() {
    return Path.of(System.getProperty("root.directory"));
  }
}
