package io.packetframe.verifier.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.verifier.image.CpioEntry.CharacterDevice;
import io.packetframe.verifier.image.CpioEntry.Directory;
import io.packetframe.verifier.image.CpioEntry.RegularFile;
import io.packetframe.verifier.image.CpioEntry.SymbolicLink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpioWriterTest {
  private static final Instant TIME = Instant.ofEpochSecond(0x6565_6565L);

  private static byte[] write(List<CpioEntry> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CpioWriter.write(entries, out);
    return out.toByteArray();
  }

  private static List<CpioEntry> sample() {
    return List.of(
        new Directory("proc", 0755),
        new RegularFile("etc/name", 0644, TIME, Content.of("text")),
        new SymbolicLink("bin/sh", "busybox"),
        new CharacterDevice("dev/console", 0600, 5, 1));
  }

  @Test
  void sameEntriesInAnyOrderGiveTheSameBytes() throws IOException {
    byte[] expected = write(sample());
    for (int seed = 0; seed < 20; seed++) {
      List<CpioEntry> shuffled = new ArrayList<>(sample());
      Collections.shuffle(shuffled, new Random(seed));
      assertThat(write(shuffled)).as("seed " + seed).isEqualTo(expected);
    }
  }

  @Test
  void headerIsAsTheKernelWantsIt() throws IOException {
    String text =
        new String(
            write(List.of(new RegularFile("a", 0640, TIME, Content.of("hello")))),
            StandardCharsets.ISO_8859_1);
    assertThat(text)
        .startsWith(
            "070701"
                + "00000001"
                + "000081a0"
                + "00000000"
                + "00000000"
                + "00000001"
                + "65656565"
                + "00000005"
                + "00000000"
                + "00000000"
                + "00000000"
                + "00000000"
                + "00000002"
                + "00000000"
                + "a\0"
                + "hello\0\0\0"
                + "070701")
        .contains("TRAILER!!!\0");
    assertThat(text.length() % 512).isZero();
  }

  @Test
  void missingParentsAreAdded() throws IOException {
    String text =
        new String(write(List.of(new SymbolicLink("a/b/c", "x"))), StandardCharsets.ISO_8859_1);
    assertThat(text).containsSubsequence("a\0", "a/b\0", "a/b/c\0");
  }

  @Test
  void aFileCannotBeAFolder() {
    assertThatThrownBy(
            () ->
                write(
                    List.of(
                        new RegularFile("a", 0644, TIME, Content.of("")),
                        new SymbolicLink("a/b", "x"))))
        .hasMessage("a/b lies below a, not a folder");
  }

  @Test
  void nothingTwice() {
    assertThatThrownBy(() -> write(List.of(new Directory("a", 0755), new SymbolicLink("a", "x"))))
        .hasMessage("twice in one archive: a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "a//b", "a/../b", ".", "a/", "TRAILER!!!", "a\0b"})
  void pathsStayInside(String path) {
    assertThatThrownBy(() -> new Directory(path, 0755))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void touchedInputsGiveTheSameBytesOnlyWhereTimesDoNotCount(@TempDir Path folder)
      throws IOException {
    Path tree = Files.createDirectories(folder.resolve("tree/sub"));
    Path file = Files.writeString(tree.resolve("file"), "content");
    Files.createSymbolicLink(tree.resolve("link"), Path.of("file"));
    Files.setLastModifiedTime(file, FileTime.from(TIME));
    byte[] before = archive(folder.resolve("tree"), folder.resolve("one"));

    // A folder's time is nobody's business; a jar's is, to the class archive.
    Files.setLastModifiedTime(tree, FileTime.from(TIME.plusSeconds(99)));
    Files.setLastModifiedTime(file, FileTime.from(TIME.plusMillis(250)));
    assertThat(archive(folder.resolve("tree"), folder.resolve("two"))).isEqualTo(before);

    Files.setLastModifiedTime(file, FileTime.from(TIME.plusSeconds(2)));
    assertThat(archive(folder.resolve("tree"), folder.resolve("three"))).isNotEqualTo(before);
  }

  @Test
  void archivesFollowEachOther(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("both");
    new Initramfs().file("a", Content.of("1")).appendTo(file);
    long first = Files.size(file);
    new Initramfs().program("b", Content.of("2")).device("dev/null", 1, 3).appendTo(file);
    byte[] bytes = Files.readAllBytes(file);
    assertThat(bytes.length).isGreaterThan((int) first);
    assertThat(new String(bytes, (int) first, 6, StandardCharsets.US_ASCII)).isEqualTo("070701");
  }

  @Test
  void aFileThatChangesMeanwhileIsAnError() {
    Content lying =
        new Content.OfFile(Path.of("/proc/self/status")); // its size is 0, its content is not
    if (Files.exists(Path.of("/proc/self/status"))) {
      assertThatThrownBy(() -> write(List.of(new RegularFile("a", 0644, TIME, lying))))
          .isInstanceOf(IOException.class)
          .hasMessage("a: changed while it was written");
    }
  }

  private static byte[] archive(Path tree, Path to) throws IOException {
    new Initramfs().tree("opt/x", tree).appendTo(to);
    return Files.readAllBytes(to);
  }
}
