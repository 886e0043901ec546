package io.packetframe.config;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 20, unit = SECONDS)
class ConfigFileTest {
  @TempDir Path directory;

  /** Reads a file of which the test knows that it is there. */
  static ParseResult read(Path file) {
    try {
      return ConfigFile.read(file);
    } catch (ConfigReadException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void readsAFileOfTheLargestSize() throws IOException {
    Path file = sized(ConfigParser.MAX_BYTES);
    assertThat(read(file).problems()).extracting(ConfigProblem::kind).isNotEmpty();
    assertThat(read(file).problems())
        .extracting(ConfigProblem::kind)
        .doesNotContain(ProblemKind.TOO_LARGE);
  }

  @Test
  void refusesALargerOneWithoutReadingIt() throws IOException {
    assertThat(read(sized(ConfigParser.MAX_BYTES + 1)).problems())
        .extracting(ConfigProblem::message)
        .containsExactly("the file has 1048577 bytes");
    // Sparse, and larger than any array: reading it would fail.
    assertThat(read(sized(1L << 40)).problems())
        .extracting(ConfigProblem::kind)
        .containsExactly(ProblemKind.TOO_LARGE);
  }

  @Test
  void saysWhyAFileCannotBeRead() throws IOException {
    assertFails(directory.resolve("none.conf"), "no such file or directory");
    assertFails(directory, "it is a directory");
    Path loop = Files.createSymbolicLink(directory.resolve("loop"), Path.of("loop"));
    assertThatThrownBy(() -> ConfigFile.read(loop)).hasMessageContaining("ymbolic link");
    Path memory = Path.of("/proc/self/mem");
    if (Files.isRegularFile(memory)) {
      assertFails(memory, "Input/output error");
    }
  }

  @Test
  void neverOpensWhatCouldWait() throws IOException, InterruptedException {
    Path pipe = directory.resolve("pipe");
    try {
      Assumptions.assumeTrue(
          new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "mkfifo works");
    } catch (IOException e) {
      Assumptions.abort("no mkfifo: " + e.getMessage());
    }
    assertFails(pipe, "it is no regular file but a pipe, socket or device");
    if (Files.exists(Path.of("/dev/zero"))) {
      assertFails(Path.of("/dev/zero"), "it is no regular file but a pipe, socket or device");
    }
  }

  @Test
  void saysThatPermissionIsMissing() throws IOException {
    Path file = Files.writeString(directory.resolve("secret"), "global\n");
    try {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    } catch (UnsupportedOperationException | FileSystemException e) {
      Assumptions.abort("no permissions here: " + e.getMessage());
    }
    Assumptions.assumeFalse(Files.isReadable(file), "root may read everything");
    assertFails(file, "permission denied");
  }

  @Test
  void readsFilesThatClaimToBeEmpty() {
    Path status = Path.of("/proc/self/status");
    Assumptions.assumeTrue(Files.isRegularFile(status), "a file without a size");
    assertThat(read(status).problems()).isNotEmpty();
  }

  private Path sized(long bytes) throws IOException {
    Path file = directory.resolve("sized-" + bytes);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(bytes);
    }
    return file;
  }

  private static void assertFails(Path file, String reason) {
    assertThatExceptionOfType(ConfigReadException.class)
        .isThrownBy(() -> ConfigFile.read(file))
        .withMessage("cannot read " + file + ": " + reason);
  }
}
