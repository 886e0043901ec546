package io.packetframe.testing;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;

/** A library in C that stands in for a system's own, and refuses arguments that it would refuse. */
public final class FakeLibrary {
  private FakeLibrary() {}

  /**
   * Compiles a resource beside a class; skips the test with the reason where there is no compiler.
   *
   * @return the library's absolute path, another one each time: it would be loaded only once
   */
  public static String compile(Class<?> beside, String name, Path directory) throws Exception {
    Path source = directory.resolve(name);
    try (InputStream text = beside.getResourceAsStream(name)) {
      Files.write(source, Objects.requireNonNull(text, name).readAllBytes());
    }
    Path library = Files.createTempFile(directory, "fake", ".so");
    List<String> command =
        List.of(
            "gcc",
            "-Wall",
            "-Wextra",
            "-Werror",
            "-shared",
            "-fPIC",
            "-Wl,-Bsymbolic",
            "-o",
            library.toString(),
            source.toString());
    File output = directory.resolve("gcc.txt").toFile();
    try {
      Process gcc =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
      if (gcc.waitFor() != 0) {
        throw new IllegalStateException(Files.readString(output.toPath()));
      }
    } catch (IOException e) {
      Assumptions.abort("gcc does not run here: " + e.getMessage());
    }
    return library.toString();
  }
}
