package io.packetframe.host.oshi;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.host.BlockDevice;
import io.packetframe.host.Fact;
import io.packetframe.host.FileSystem;
import io.packetframe.host.OperatingSystem;
import io.packetframe.host.Space;
import io.packetframe.host.Storage;
import io.packetframe.host.StorageKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import oshi.hardware.HWDiskStore;
import oshi.hardware.HWPartition;
import oshi.software.os.OSFileStore;

class OshiStorageTest {
  private static final HWPartition PARTITION =
      new HWPartition("disk0s2", "Macintosh HD", "Apple_APFS", "8B1D", 900, 1, 4, "/");

  @Test
  void disksPartitionsAndWhatIsMountedFromThem() {
    Storage storage =
        storage(
            OperatingSystem.MACOS,
            List.of(disk("disk0", "APPLE SSD AP0512Q", "SSD", 1000)),
            List.of(store("/dev/disk3s1", "/", "apfs", true, 900, 500, 400)));
    List<BlockDevice> devices = storage.devices().optional().orElseThrow();
    assertThat(devices).extracting(BlockDevice::name).containsExactly("disk0", "disk0s2");
    assertThat(devices).allMatch(it -> it.kind().optional().orElseThrow() == StorageKind.SSD);
    assertThat(devices.get(0).identity().reason()).as("serial unknown").isPresent();
    assertThat(devices.get(1).beneath()).containsExactly("disk0");
    FileSystem system = storage.fileSystems().optional().orElseThrow().getFirst();
    assertThat(system.device()).contains("disk0s2");
    assertThat(system.kind().optional()).contains(StorageKind.SSD);
    assertThat(system.space().optional()).contains(new Space(900, 400, 400));
  }

  /** OSHI takes a disk of virtio for one that turns, and Windows calls flash a fixed disk. */
  @Test
  void aKindWithoutEvidenceIsUnknown() {
    List<BlockDevice> devices =
        storage(
                OperatingSystem.FREEBSD,
                List.of(
                    disk("ada0", "WDC", "HDD", 10),
                    disk("da0", "QEMU HARDDISK", "HDD", 10),
                    disk("cd0", "DVD", "HDD", 0)),
                List.of())
            .devices()
            .optional()
            .orElseThrow();
    assertThat(devices).extracting(BlockDevice::name).containsExactly("ada0", "da0", "disk0s2");
    assertThat(devices.get(0).kind().reason().orElseThrow()).contains("FreeBSD");
    assertThat(devices.get(1).kind().optional()).contains(StorageKind.VIRTUAL);
  }

  @Test
  void aDeviceThatIsListedTwiceIsThereOnce() {
    Storage storage =
        storage(
            OperatingSystem.LINUX,
            List.of(disk("/dev/vda", "x", "", 10), disk("/dev/vda", "x", "", 10)),
            List.of(
                store("/dev/vda", "/mnt/bound/deep", "ext4", true, 100, 50, 40),
                store("/dev/vda", "/", "ext4", true, 100, 50, 40),
                store("/dev/vda", "/mnt/bound", "ext4", true, 100, 50, 40),
                store("tmpfs", "/run", "tmpfs", true, 100, 50, 50),
                store("tmpfs", "/tmp", "tmpfs", true, 100, 50, 50),
                store("nsfs", "/run/netns/a", "nsfs", true, 0, 0, 0)));
    assertThat(storage.fileSystems().optional().orElseThrow())
        .extracting(FileSystem::mountPoint)
        .containsExactly("/", "/run", "/tmp");
    assertThat(storage.devices().optional().orElseThrow())
        .filteredOn(it -> it.name().equals("/dev/vda"))
        .hasSize(1);
  }

  @Test
  void kindsOfWhatIsOnNoDisk() {
    List<FileSystem> systems =
        storage(
                OperatingSystem.FREEBSD,
                List.of(),
                List.of(
                    store("server:/home", "/home", "nfs", false, 100, 50, 40),
                    store("tmpfs", "/tmp", "tmpfs", true, 100, 50, 50),
                    store("zroot", "/zroot", "zfs", true, 100, 50, 50)))
            .fileSystems()
            .optional()
            .orElseThrow();
    assertThat(systems.get(0).kind().optional()).contains(StorageKind.NETWORK);
    assertThat(systems.get(1).kind().optional()).contains(StorageKind.MEMORY);
    assertThat(systems.get(2).kind().reason().orElseThrow()).contains("which disk");
  }

  @Test
  void numbersInAnImpossibleOrderAreUnknown() {
    Storage storage =
        storage(
            OperatingSystem.FREEBSD,
            List.of(),
            List.of(
                store("a", "/a", "zfs", true, 100, 50, 60),
                store("b", "/b", "zfs", true, 100, 150, 60),
                store("c", "/c", "zfs", true, 100, 50, -1)));
    assertThat(storage.fileSystems().optional().orElseThrow())
        .hasSize(3)
        .allMatch(system -> system.space().optional().isEmpty());
    assertThat(storage.devices().reason().orElseThrow()).contains("no disks");
  }

  /** As a server does that is gone. */
  @Test
  void fileSystemsThatDoNotAnswerHideNoDisk() {
    Storage storage =
        new OshiStorage(OperatingSystem.MACOS)
            .of(List.of(disk("disk0", "x", "SSD", 1000)), Fact.unknown("no answer"));
    assertThat(storage.devices().optional().orElseThrow()).hasSize(2);
    assertThat(storage.fileSystems().reason()).contains("no answer");
  }

  private static Storage storage(
      OperatingSystem system, List<HWDiskStore> disks, List<OSFileStore> stores) {
    return new OshiStorage(system).of(disks, Fact.known(stores));
  }

  private static HWDiskStore disk(String name, String model, String type, long bytes) {
    return Saying.of(
        HWDiskStore.class,
        Map.of(
            "getName", name,
            "getModel", model,
            "getSerial", "unknown",
            "getDiskType", type,
            "getSize", bytes,
            "getPartitions", List.of(PARTITION)));
  }

  private static OSFileStore store(
      String volume,
      String mount,
      String type,
      boolean isLocal,
      long total,
      long free,
      long usable) {
    return Saying.of(
        OSFileStore.class,
        Map.of(
            "getVolume", volume,
            "getMount", mount,
            "getType", type,
            "isLocal", isLocal,
            "getTotalSpace", total,
            "getFreeSpace", free,
            "getUsableSpace", usable));
  }
}
