package io.packetframe.host.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.host.linux.Reading.Absent;
import io.packetframe.host.linux.Reading.Present;
import io.packetframe.host.linux.Reading.Unreadable;
import io.packetframe.testing.OpenDescriptors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostFilesTest {
  @TempDir Path root;
  private HostFiles files;

  @BeforeEach
  void makeFiles() {
    files = new HostFiles(root);
  }

  @Test
  void readsText() throws IOException {
    Files.writeString(root.resolve("file"), "ö 1\n");
    assertThat(files.read("/file")).isEqualTo(new Present<>("ö 1\n"));
  }

  @Test
  void readsWhatIsNotUtf8() throws IOException {
    Files.write(root.resolve("file"), new byte[] {'a', (byte) 0xff, 'b'});
    assertThat(files.read("/file")).isEqualTo(new Present<>("a\ufffdb"));
  }

  @Test
  void tellsAbsentFromUnreadable() throws IOException {
    Files.createDirectory(root.resolve("directory"));
    assertThat(files.read("/nothing/here")).isEqualTo(new Absent<>("/nothing/here"));
    assertThat(files.read("/directory")).isEqualTo(new Unreadable<>("/directory", "EISDIR"));
  }

  @Test
  void takesNoMoreThanItsLimit() throws IOException {
    byte[] bytes = new byte[HostFiles.MAX_BYTES];
    Arrays.fill(bytes, (byte) 'x');
    Files.write(root.resolve("full"), bytes);
    Files.write(root.resolve("over"), Arrays.copyOf(bytes, bytes.length + 1));
    assertThat(files.read("/full").optional().orElseThrow()).hasSize(HostFiles.MAX_BYTES);
    assertThat(files.read("/over"))
        .isEqualTo(new Unreadable<>("/over", "larger than 4194304 bytes"));
  }

  @Test
  void waitsForNobodyAtTheOtherEndOfAPipe() throws Exception {
    Path pipe = root.resolve("pipe");
    boolean isMade = makePipe(pipe);
    Assumptions.assumeTrue(isMade, "there is no mkfifo here");
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () ->
            assertThat(files.read("/pipe"))
                .isEqualTo(new Unreadable<>("/pipe", "not a regular file")));
  }

  private static boolean makePipe(Path pipe) throws InterruptedException {
    try {
      return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void inflates() throws IOException {
    Files.write(root.resolve("file.gz"), compressed(3));
    assertThat(files.readCompressed("/file.gz")).isEqualTo(new Present<>("xxx"));
  }

  @Test
  void survivesACompressedBomb() throws IOException {
    byte[] bomb = compressed(64 << 20);
    assertThat(bomb.length).isLessThan(100_000);
    Files.write(root.resolve("bomb.gz"), bomb);
    assertThat(files.readCompressed("/bomb.gz"))
        .isEqualTo(new Unreadable<>("/bomb.gz", "larger than 4194304 bytes"));
  }

  @Test
  void saysWhyItCannotInflate() throws IOException {
    Files.write(root.resolve("short.gz"), Arrays.copyOf(compressed(1000), 15));
    Files.writeString(root.resolve("plain.gz"), "CONFIG_BPF=y\n");
    Files.writeString(root.resolve("empty.gz"), "");
    assertThat(files.readCompressed("/short.gz"))
        .isEqualTo(new Unreadable<>("/short.gz", "truncated"));
    assertThat(files.readCompressed("/plain.gz"))
        .isEqualTo(new Unreadable<>("/plain.gz", "cannot be inflated: Not in GZIP format"));
    assertThat(files.readCompressed("/empty.gz"))
        .isEqualTo(new Unreadable<>("/empty.gz", "truncated"));
    assertThat(files.readCompressed("/none.gz")).isEqualTo(new Absent<>("/none.gz"));
    if (Files.isDirectory(Path.of("/proc/self/fd"))) {
      assertThat(OpenDescriptors.targets()).noneMatch(file -> file.startsWith(root.toString()));
    }
  }

  @Test
  void readsLinksAsTheyAreWritten() throws IOException {
    Files.createSymbolicLink(root.resolve("link"), Path.of("anon_inode:bpf-prog"));
    Files.writeString(root.resolve("file"), "");
    assertThat(files.readLink("/link")).isEqualTo(new Present<>("anon_inode:bpf-prog"));
    assertThat(files.readLink("/file")).isEqualTo(new Unreadable<>("/file", "not a symbolic link"));
    assertThat(files.readLink("/none")).isEqualTo(new Absent<>("/none"));
  }

  @Test
  void saysThatLinksRunInACircle() throws IOException {
    Files.createSymbolicLink(root.resolve("a"), Path.of("b"));
    Files.createSymbolicLink(root.resolve("b"), Path.of("a"));
    assertThat(files.read("/a").problem().orElseThrow()).startsWith("/a: ");
  }

  @Test
  void listsInOrder() throws IOException {
    for (String name : List.of("b", "c", "a")) {
      Files.writeString(root.resolve(name), "");
    }
    assertThat(files.list("/")).isEqualTo(new Present<>(List.of("a", "b", "c")));
    assertThat(files.list("/a")).isEqualTo(new Unreadable<>("/a", "ENOTDIR"));
    assertThat(files.list("/none")).isEqualTo(new Absent<>("/none"));
  }

  @Test
  void refusesPathsThatLeaveTheTree() {
    for (String path : List.of("relative", "", "/a/../../b", "/..")) {
      assertThatThrownBy(() -> files.read(path)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void answersForNamesThatNoFileCanHave() {
    assertThat(files.read("/a\0b").problem().orElseThrow()).contains("not a file name");
  }

  @Test
  void speaksInTheKernelsWords() {
    assertThat(HostFiles.reason(new AccessDeniedException("/x"))).isEqualTo("EACCES");
    assertThat(HostFiles.reason(new FileSystemException("/x", null, "Operation not permitted")))
        .isEqualTo("Operation not permitted");
    assertThat(HostFiles.reason(new IOException("Invalid argument"))).isEqualTo("Invalid argument");
    assertThat(HostFiles.reason(new IOException())).isEqualTo("IOException");
  }

  private static byte[] compressed(int size) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] block = new byte[Math.min(size, 1 << 20)];
    Arrays.fill(block, (byte) 'x');
    try (OutputStream stream = new GZIPOutputStream(bytes)) {
      for (int written = 0; written < size; written += block.length) {
        stream.write(block);
      }
    }
    return bytes.toByteArray();
  }
}
