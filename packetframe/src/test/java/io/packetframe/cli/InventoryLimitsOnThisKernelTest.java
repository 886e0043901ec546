package io.packetframe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.record.JsonReader;
import io.packetframe.record.JsonValue;
import io.packetframe.record.RecordFields;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.BlockNotice;
import io.packetframe.testing.ControlGroups;
import io.packetframe.testing.DeadMount;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.PrivateMount;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code inventory} where something is in its way: a dead mount, limits, nothing that happens. */
@KernelTest
class InventoryLimitsOnThisKernelTest {
  private static final Path OF_A_GUEST = Path.of("/opt/packetframe/bin/packetframe");
  private static final String SPACE = "space";

  private final Syscalls syscalls = LinuxSystem.syscalls();

  @TempDir private Path directory;

  @Test
  void aMountThatNeverAnswersIsUnknownAndAllOthersAreNot() throws Exception {
    Path mountPoint = Files.createDirectory(directory.resolve("dead"));
    JsonValue inventory;
    try (DeadMount dead = DeadMount.over(mountPoint, syscalls)) {
      inventory = dead.call(() -> inventory(List.of()));
    }
    List<String> others = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (JsonValue each :
        RecordFields.of(inventory, "inventory").object("storage").array("file_systems")) {
      RecordFields system = RecordFields.of(each, "file system");
      if (system.string("mount_point").equals(mountPoint.toString())) {
        reasons.add(system.object(SPACE).string("unknown"));
      } else if (!system.object(SPACE).has("unknown")) {
        others.add(system.string("mount_point"));
      }
    }
    assertThat(reasons).containsExactly(mountPoint + " did not answer within 200 ms");
    assertThat(others).isNotEmpty();
  }

  @Test
  void limitsAreTheLeastOfAllControlGroupsAbove() throws Exception {
    try (PrivateMount hierarchy = PrivateMount.of("cgroup2", directory);
        ControlGroups groups = ControlGroups.below(hierarchy.directory())) {
      Files.writeString(groups.outer().resolve("memory.max"), "512M");
      Files.writeString(groups.inner().resolve("memory.max"), "600M");
      Files.writeString(groups.outer().resolve("cpu.max"), "300000 100000");
      Files.writeString(groups.inner().resolve("cpu.max"), "190000 100000");
      RecordFields inventory =
          RecordFields.of(
              inventory(
                  List.of(
                      "sh",
                      "-c",
                      "echo $$ > " + groups.inner() + "/cgroup.procs && exec \"$@\"",
                      "sh")),
              "inventory");
      assertThat(inventory.object("memory").object("limit").integer("bytes")).isEqualTo(512L << 20);
      assertThat(inventory.object("memory").integer("effective_bytes")).isEqualTo(512L << 20);
      assertThat(inventory.object("cpu").object("usable").value("count"))
          .isEqualTo(FactJson.decimal(Math.min(1.9, Runtime.getRuntime().availableProcessors())));
    }
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aNoticeEndsAWaitOfAnHour() throws Exception {
    AtomicBoolean isOver = new AtomicBoolean();
    try (BlockNotice disk = BlockNotice.open(syscalls)) {
      // More than one: the first may come before anybody listens.
      Thread giver = Thread.ofPlatform().start(() -> give(disk, isOver));
      Invocation watch =
          Invocation.of(
              syscalls, false, "inventory", "--watch", "--interval", "60m", "--count", "1");
      isOver.set(true);
      giver.join();
      assertThat(watch.err()).isEmpty();
      assertThat(watch.code()).isZero();
      assertThat(watch.out().lines()).allMatch(line -> line.startsWith("{\"kind\":"));
    }
  }

  private static void give(BlockNotice disk, AtomicBoolean isOver) {
    while (!isOver.get()) {
      disk.give();
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** The command in a process of its own, behind words that start it. */
  private JsonValue inventory(List<String> before) throws Exception {
    Path out = directory.resolveSibling(directory.getFileName() + ".out");
    Path err = directory.resolveSibling(directory.getFileName() + ".err");
    List<String> command = new ArrayList<>(before);
    command.addAll(product());
    command.add("inventory");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("it ends").isTrue();
      assertThat(process.exitValue()).as(Files.readString(err)).isZero();
      return JsonReader.read(Files.readString(out, StandardCharsets.UTF_8));
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    }
  }

  /** In a guest the image is there, which starts in a fraction of the time. */
  private static List<String> product() {
    return Files.exists(OF_A_GUEST) && Files.exists(Path.of("/etc/packetframe/port"))
        ? List.of(OF_A_GUEST.toString())
        : List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName());
  }
}
