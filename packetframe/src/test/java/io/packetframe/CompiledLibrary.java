package io.packetframe;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;

/** A C file of a test's resources as a library that is loaded: a system that is not here. */
public final class CompiledLibrary {
  private final Path path;
  private final NativeLibrary functions;

  private CompiledLibrary(Path path) {
    this.path = path;
    this.functions = NativeLibrary.getInstance(path.toString());
  }

  /**
   * Compiles it; skips the test with the reason where there is no compiler.
   *
   * @param resource beside the test
   * @param definition of the preprocessor; also a part of the library's name
   */
  public static CompiledLibrary of(
      Class<?> test, String resource, String definition, Path directory) throws Exception {
    Path source = directory.resolve(resource);
    try (InputStream text = test.getResourceAsStream(resource)) {
      Files.write(source, Objects.requireNonNull(text).readAllBytes());
    }
    // A library of the same path would be the one that is loaded already.
    Path library =
        Files.createTempFile(directory, definition, Platform.isWindows() ? ".dll" : ".so");
    List<String> command =
        new ArrayList<>(
            List.of("gcc", "-Wall", "-Wextra", "-Werror", "-shared", "-D" + definition));
    if (!Platform.isWindows()) {
      command.addAll(List.of("-fPIC", "-Wl,-Bsymbolic"));
    }
    command.addAll(List.of("-o", library.toString(), source.toString()));
    try {
      Path output = directory.resolve("gcc.txt");
      Process gcc =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (gcc.waitFor() != 0) {
        throw new IllegalStateException(Files.readString(output));
      }
    } catch (IOException e) {
      Assumptions.abort("gcc does not run here: " + e.getMessage());
    }
    return new CompiledLibrary(library);
  }

  /** Returns where it is. */
  public String path() {
    return path.toString();
  }

  /** Calls a function of it that returns nothing. */
  public void call(String name, Object... arguments) {
    functions.getFunction(name).invokeVoid(arguments);
  }

  /** Calls a function of it without arguments. */
  public int number(String name) {
    return functions.getFunction(name).invokeInt(new Object[] {});
  }

  /** Calls a function of it without arguments. */
  public String text(String name) {
    return functions.getFunction(name).invokeString(new Object[] {}, false);
  }
}
