package io.packetframe.verifier.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where things lie in the repository under test. */
public final class Repository {
  private static final Path ROOT = Path.of(System.getProperty("root.directory", ".."));

  private Repository() {}

  /** Returns a path below the root. */
  public static Path path(String relative) {
    return ROOT.resolve(relative);
  }

  /** Makes a folder for one test below the module's target, never below /tmp. */
  public static Path work(String name) throws IOException {
    Path folder = ROOT.resolve("verifier-harness/target/test-work").resolve(name);
    Files.createDirectories(folder);
    return folder;
  }
}
