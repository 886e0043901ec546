package io.packetframe.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.host.linux.HostFiles;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A host with one process, 42, which started at tick 777 of boot "boot". */
@EnabledOnOs(value = OS.LINUX, disabledReason = "opens files relative to a directory")
class PresenceTest {
  @TempDir private Path temporary;
  private Path root;
  private StateDirectory directory;

  @BeforeEach
  void makeHost() throws Exception {
    root = temporary.toRealPath();
    directory = StateDirectory.make(root.resolve("state"));
    Files.createDirectories(root.resolve("proc/sys/kernel/random"));
    Files.writeString(root.resolve("proc/sys/kernel/random/boot_id"), "boot\n");
    process(42, "(java)", "S");
  }

  /** Field 22 of proc(5), with everything in the name that a name may hold. */
  private void process(int pid, String name, String state) throws Exception {
    Path folder = Files.createDirectories(root.resolve("proc/" + pid));
    String between = " 1".repeat(18);
    Files.writeString(
        folder.resolve("stat"), pid + " " + name + " " + state + between + " 777 9\n");
  }

  @ParameterizedTest
  @CsvSource({
    "42 777 boot, Running[pid=42]",
    "42 778 boot, Gone[why=process 42 is another one now]",
    "42 777 other, Gone[why=process 42 is another one now]",
    "43 777 boot, Gone[why=process 43 has ended]",
    "42 777, Unknown[why=packetframe.identity is not whole: 42 777]",
    "42 777 boot x, Unknown[why=packetframe.identity is not whole: 42 777 boot x]",
    "-1 777 boot, Unknown[why=packetframe.identity is not whole: -1 777 boot]",
  })
  void anIdentityIsBelievedOnlyWhole(String identity, String expected) throws Exception {
    directory.write(StateFiles.IDENTITY, identity);
    assertThat(presence()).hasToString(expected);
  }

  @Test
  void aNameMayHoldBracketsAndBlanks() throws Exception {
    process(42, "(a) S 1) (b", "S");
    Files.writeString(
        root.resolve("proc/42/stat"), "42 (a) S 1) (b) S" + " 1".repeat(18) + " 777 9\n");
    directory.write(StateFiles.IDENTITY, "42 777 boot");
    assertThat(presence()).isEqualTo(new Presence.Running(42));
  }

  @ParameterizedTest
  @CsvSource({"Z", "X"})
  void whoHasEndedIsGoneThoughNobodyHasWaitedForIt(String state) throws Exception {
    process(42, "(java)", state);
    directory.write(StateFiles.IDENTITY, "42 777 boot");
    assertThat(presence()).isEqualTo(new Presence.Gone("process 42 has ended"));
  }

  @Test
  void aNumberAloneProvesOnlyThatNobodyIsThere() throws Exception {
    assertThat(presence()).isEqualTo(new Presence.Gone("no daemon has left a record"));
    directory.write(StateFiles.PID, "43\n");
    assertThat(presence()).isEqualTo(new Presence.Gone("process 43 has ended"));
    directory.write(StateFiles.PID, "42\n");
    assertThat(presence()).isInstanceOf(Presence.Unknown.class);
    directory.write(StateFiles.PID, "x\n");
    assertThat(presence()).isInstanceOf(Presence.Unknown.class);
  }

  @Test
  void whoHoldsTheLockIsThereWhateverTheFilesSay() throws Exception {
    Optional<FileChannel> lock = directory.lock(StateFiles.LOCK, Duration.ZERO);
    assertThat(presence()).isInstanceOf(Presence.Unknown.class);
    StateFiles.release(lock);
    assertThat(presence()).isInstanceOf(Presence.Gone.class);
  }

  private Presence presence() {
    return Presence.of(directory, new HostFiles(root));
  }
}
