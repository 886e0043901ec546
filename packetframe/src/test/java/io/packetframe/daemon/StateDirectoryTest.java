package io.packetframe.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "opens files relative to a directory")
class StateDirectoryTest {
  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void withoutLinksOnTheWay() throws Exception {
    folder = temporary.toRealPath();
  }

  @Test
  void isMadeForItsOwnerAndKeepsOthersFromWriting() throws Exception {
    Path path = folder.resolve("a/state");
    StateDirectory.make(path);
    assertThat(mode(path)).isEqualTo("rwxr-x---");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
    StateDirectory.make(path);
    assertThat(mode(path)).isEqualTo("rwxr-xr-x");
  }

  @Test
  void aFileIsWrittenWholeAndReplaced() throws Exception {
    StateDirectory directory = StateDirectory.make(folder.resolve("state"));
    assertThat(directory.read("file")).isEmpty();
    directory.write("file", "first");
    directory.write("file", "second");
    assertThat(directory.read("file")).hasValue("second");
    assertThat(mode(folder.resolve("state/file"))).isEqualTo("rw-------");
    directory.publish("public", "");
    assertThat(mode(folder.resolve("state/public"))).isEqualTo("rw-r--r--");
    directory.delete("file");
    directory.delete("file");
    assertThat(directory.read("file")).isEmpty();
    assertThat(folder.resolve("state")).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void whatACrashLeftHalfWrittenIsNoObstacle() throws Exception {
    StateDirectory directory = StateDirectory.make(folder.resolve("state"));
    Files.writeString(folder.resolve("state/file.tmp"), "half");
    directory.write("file", "whole");
    assertThat(directory.read("file")).hasValue("whole");
  }

  @Test
  void noSymbolicLinkLeadsAWriteElsewhere() throws Exception {
    Path victim = Files.writeString(folder.resolve("victim"), "untouched");
    StateDirectory directory = StateDirectory.make(folder.resolve("state"));
    Files.createSymbolicLink(folder.resolve("state/file.tmp"), victim);
    assertThatThrownBy(() -> directory.write("file", "text"))
        .isInstanceOf(StateException.class)
        .hasMessageStartingWith("cannot write " + folder.resolve("state/file"));
    Files.createSymbolicLink(folder.resolve("state/name"), victim);
    directory.write("name", "text");
    assertThat(folder.resolve("state/name")).isRegularFile();
    assertThat(Files.isSymbolicLink(folder.resolve("state/name"))).isFalse();
    assertThat(victim).hasContent("untouched");
  }

  @Test
  void noComponentOfThePathIsASymbolicLink() throws Exception {
    Files.createDirectory(folder.resolve("real"));
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
    assertThatThrownBy(() -> StateDirectory.make(folder.resolve("link/state")))
        .isInstanceOf(StateException.class);
    assertThatThrownBy(() -> StateDirectory.at(folder.resolve("link")).write("file", "text"))
        .isInstanceOf(StateException.class);
    assertThat(folder.resolve("real")).isEmptyDirectory();
  }

  @Test
  void aFileThatIsALinkOrTooLongIsNotRead() throws Exception {
    StateDirectory directory = StateDirectory.make(folder.resolve("state"));
    Files.createSymbolicLink(folder.resolve("state/link"), folder.resolve("state"));
    assertThatThrownBy(() -> directory.read("link")).isInstanceOf(StateException.class);
    Files.write(folder.resolve("state/long"), new byte[StateDirectory.MAX_BYTES + 1]);
    assertThatThrownBy(() -> directory.read("long"))
        .isInstanceOf(StateException.class)
        .hasMessageEndingWith("longer than 1048576 bytes");
  }

  @Test
  void aLockHasOneHolder() throws Exception {
    StateDirectory directory = StateDirectory.make(folder.resolve("state"));
    Optional<FileChannel> first = directory.lock("lock", Duration.ZERO);
    assertThat(first).isPresent();
    assertThat(directory.lock("lock", Duration.ZERO)).isEmpty();
    StateFiles.release(first);
    Optional<FileChannel> second = directory.lock("lock", Duration.ZERO);
    assertThat(second).isPresent();
    StateFiles.release(second);
  }

  private static String mode(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
