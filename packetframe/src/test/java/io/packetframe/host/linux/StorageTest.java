package io.packetframe.host.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.packetframe.host.BlockDevice;
import io.packetframe.host.BlockDevice.Role;
import io.packetframe.host.Fact;
import io.packetframe.host.FileSystem;
import io.packetframe.host.Space;
import io.packetframe.host.Storage;
import io.packetframe.host.StorageKind;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.ScriptedSyscalls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Disks, what is made of them, and the room on top; each flaw of the first sketch by name. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "sysfs paths hold colons")
class StorageTest {
  @TempDir private Path root;

  @Test
  void whatIsKeptForRootIsNotUsed() {
    ScriptedSyscalls kernel =
        new ScriptedSyscalls()
            .onStatfs(
                memory -> {
                  memory.putLong(72, 4096); // f_frsize
                  memory.putLong(16, 1000); // f_blocks
                  memory.putLong(24, 300); // f_bfree
                  memory.putLong(32, 250); // f_bavail
                  return 0;
                });
    Space space = new StatfsSpace(kernel).of("/").optional().orElseThrow();
    assertThat(space).isEqualTo(new Space(1000 * 4096, 700 * 4096, 250 * 4096));
    assertThat(space.usedShare()).isEqualTo(700.0 / 950);
  }

  @Test
  void aRefusalIsNoRoomOfZero() {
    ScriptedSyscalls kernel =
        new ScriptedSyscalls().onStatfs(_ -> ScriptedSyscalls.refusal(Errno.EACCES));
    assertThat(new StatfsSpace(kernel).of("/x").reason()).contains("statfs of /x: EACCES");
  }

  @Test
  void moreFreeThanThereIsIsNotBelieved() {
    ScriptedSyscalls kernel =
        new ScriptedSyscalls()
            .onStatfs(
                memory -> {
                  memory.putLong(72, 4096);
                  memory.putLong(16, 10);
                  memory.putLong(24, 11);
                  return 0;
                });
    assertThat(new StatfsSpace(kernel).of("/x").optional()).isEmpty();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "statfs(2) is asked for comparison")
  void theJdksAnswerIsThatOfTheKernel() {
    Space kernels =
        new StatfsSpace(LinuxSystem.syscalls()).of(root.toString()).optional().orElseThrow();
    Space jdks =
        new FileSpace(asked -> Fact.unknown("asked for " + asked))
            .of(root.toString())
            .optional()
            .orElseThrow();
    assertThat(jdks.totalBytes()).isEqualTo(kernels.totalBytes());
    // Others write meanwhile.
    assertThat(jdks.usedBytes()).isCloseTo(kernels.usedBytes(), withinPercentage(5));
    assertThat(jdks.availableBytes()).isCloseTo(kernels.availableBytes(), withinPercentage(5));
  }

  @Test
  void whereTheJdkHasNoAnswerTheKernelSaysWhy() {
    String missing = root.resolve("missing").toString();
    ScriptedSyscalls kernel =
        new ScriptedSyscalls().onStatfs(_ -> ScriptedSyscalls.refusal(Errno.ENOENT));
    assertThat(new FileSpace(new StatfsSpace(kernel)).of(missing).reason())
        .contains("statfs of " + missing + ": ENOENT");
  }

  @Test
  void devicesAreFollowedByWhatTheyAreMadeOfAndNotByTheirNames() throws IOException {
    Storage storage = InventoryTree.of("inventory-server-amd64", root).host().storage();
    assertThat(kind(storage, "nvme0n1p1")).contains(StorageKind.NVME);
    assertThat(kind(storage, "dm-1")).as("LVM on LUKS on NVMe").contains(StorageKind.NVME);
    assertThat(device(storage, "dm-1").role()).isEqualTo(Role.LOGICAL_VOLUME);
    assertThat(device(storage, "dm-1").label()).isEqualTo("vg0-root");
    assertThat(device(storage, "dm-0").role()).isEqualTo(Role.ENCRYPTED);
    assertThat(device(storage, "dm-0").beneath()).containsExactly("nvme0n1p2");
    assertThat(kind(storage, "sda1")).contains(StorageKind.SSD);
    assertThat(kind(storage, "md0")).as("the worst member").contains(StorageKind.HDD);
    assertThat(device(storage, "md0").health().optional()).contains("degraded: members missing: 1");
    assertThat(kind(storage, "loop0")).contains(StorageKind.VIRTUAL);
    assertThat(kind(storage, "sdd")).as("iSCSI").contains(StorageKind.NETWORK);
    assertThat(device(storage, "sdc").kind().reason().orElseThrow()).contains("USB");
    assertThat(storage.devices().optional().orElseThrow())
        .extracting(BlockDevice::name)
        .doesNotContain("loop1", "sr0");
  }

  @Test
  void flashOnABoardIsFoundThroughItsPartition() throws IOException {
    Storage storage = InventoryTree.of("inventory-router-arm64", root).host().storage();
    assertThat(kind(storage, "mmcblk0p2")).contains(StorageKind.SSD);
    assertThat(fileSystem(storage, "/").device())
        .as("by number: no such name as /dev/root exists")
        .contains("mmcblk0p2");
  }

  @Test
  void aRealStackOfVolumesAndAMirrorThatLostAMember() throws IOException {
    Storage storage = InventoryTree.of("inventory-guest-6.12-amd64", root).host().storage();
    assertThat(device(storage, "dm-0").role()).isEqualTo(Role.ENCRYPTED);
    assertThat(device(storage, "dm-1").label()).isEqualTo("vg0-root");
    assertThat(device(storage, "dm-1").beneath()).containsExactly("dm-0");
    assertThat(kind(storage, "dm-2")).as("LVM on LUKS on NVMe").contains(StorageKind.NVME);
    assertThat(device(storage, "md0").health().optional()).contains("degraded: members missing: 1");
    assertThat(device(storage, "md0").beneath()).containsExactly("vda");
    assertThat(device(storage, "md0").identity().optional()).as("zeroes are no number").isEmpty();
    assertThat(device(storage, "vda").identity().optional()).contains("PF-VIRTIO-0001");
    assertThat(fileSystem(storage, "/mnt/my data").device()).contains("dm-2");
    assertThat(fileSystem(storage, "/srv").device()).contains("md0");
    assertThat(device(storage, "nvme0n1").health().reason().orElseThrow()).contains("EACCES");
  }

  @Test
  void aDiskThatTwoControllersLeadToIsOne() throws IOException {
    Storage storage = InventoryTree.of("inventory-multipath-6.12-amd64", root).host().storage();
    assertThat(storage.devices().optional().orElseThrow())
        .extracting(BlockDevice::name)
        .containsExactly("nvme1n1");
    assertThat(kind(storage, "nvme1n1")).contains(StorageKind.NVME);
    assertThat(device(storage, "nvme1n1").health().reason().orElseThrow())
        .startsWith("/dev/nvme0: EACCES");
  }

  @Test
  void whatAHypervisorMakesIsNoHardDisk() throws IOException {
    Storage storage = InventoryTree.of("inventory-vm-6.18-amd64", root).host().storage();
    assertThat(kind(storage, "vda")).contains(StorageKind.VIRTUAL);
    assertThat(storage.devices().optional().orElseThrow())
        .as("empty loop and zram devices hold nothing")
        .extracting(BlockDevice::name)
        .containsExactly("vda");
  }

  @Test
  void eachFileSystemIsListedOnceWhereMostOfItIsSeen() throws IOException {
    Storage storage = InventoryTree.of("inventory-server-amd64", root).host().storage();
    List<FileSystem> all = storage.fileSystems().optional().orElseThrow();
    assertThat(all)
        .extracting(FileSystem::mountPoint)
        .containsExactly(
            "/",
            "/boot/efi",
            "/data",
            "/dev/shm",
            "/hidden",
            "/media/USB DISK\t1",
            "/mnt/dead",
            "/mnt/share",
            "/opt/image",
            "/run/netns",
            "/srv");
    assertThat(fileSystem(storage, "/hidden").device()).as("the upper mount").contains("sdd");
    assertThat(fileSystem(storage, "/data").device()).as("btrfs, by source").contains("sda1");
    assertThat(fileSystem(storage, "/data").kind().optional()).contains(StorageKind.SSD);
    assertThat(fileSystem(storage, "/mnt/dead").kind().optional()).contains(StorageKind.NETWORK);
    assertThat(fileSystem(storage, "/dev/shm").kind().optional()).contains(StorageKind.MEMORY);
  }

  @Test
  void anInitramfsIsInMemory() throws IOException {
    Storage storage =
        new InventoryTree(root)
            .with("/proc/self/mountinfo", "1 1 0:2 / / rw - rootfs rootfs rw\n")
            .host()
            .storage();
    assertThat(fileSystem(storage, "/").kind().optional()).contains(StorageKind.MEMORY);
  }

  @Test
  void aDeadServerIsGivenUpAndNotAskedAgain() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    try {
      Patience<Space> patient =
          new Patience<>(
              "statfs",
              mountPoint -> {
                if (mountPoint.equals("/mnt/dead")) {
                  assertThat(asked.getCount()).as("asked once").isEqualTo(1);
                  asked.countDown();
                  await(never);
                }
                return Fact.known(new Space(10, 1, 9));
              },
              50);
      for (int i = 0; i < 2; i++) {
        List<Fact<Space>> answers = patient.of(List.of("/mnt/dead", "/mnt/alive"));
        // It comes back although nobody has let the question go on.
        assertThat(answers.get(0).reason().orElseThrow()).contains("did not answer within 50 ms");
      }
      assertThat(never.getCount()).isEqualTo(1);
    } finally {
      never.countDown();
    }
  }

  @Test
  void onlyWhatMayBeDeadIsAskedInAThreadOfItsOwn() throws IOException {
    Thread caller = Thread.currentThread();
    LinuxHost host =
        new LinuxHost(
            InventoryTree.of("inventory-server-amd64", root).files(),
            mountPoint -> {
              boolean isNetwork = mountPoint.startsWith("/mnt/");
              assertThat(Thread.currentThread().equals(caller))
                  .as(mountPoint)
                  .isEqualTo(!isNetwork);
              assertThat(isNetwork && !Thread.currentThread().isDaemon()).isFalse();
              return Fact.known(new Space(10, 1, 9));
            },
            new TreeSmartLogs(root));
    assertThat(fileSystem(host.storage(), "/mnt/share").space().optional())
        .contains(new Space(10, 1, 9));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Optional<StorageKind> kind(Storage storage, String name) {
    return device(storage, name).kind().optional();
  }

  private static BlockDevice device(Storage storage, String name) {
    return storage.devices().optional().orElseThrow().stream()
        .filter(device -> device.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static FileSystem fileSystem(Storage storage, String mountPoint) {
    return storage.fileSystems().optional().orElseThrow().stream()
        .filter(each -> each.mountPoint().equals(mountPoint))
        .findFirst()
        .orElseThrow();
  }
}
