package io.packetframe.host.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.host.Fact;
import io.packetframe.host.StorageKind;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.NvmeSmartLog;
import io.packetframe.sys.linux.ScriptedSyscalls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an NVMe controller says of its health, and who is not asked. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "sysfs paths hold colons")
class NvmeHealthTest {
  @TempDir private Path root;

  @ParameterizedTest
  @CsvSource({
    "0, 'no warning'",
    "1, 'warning: spare blocks run out'",
    "10, 'warning: too hot or too cold; read only'",
    "0xc4, 'warning: no longer reliable; 0xc0'"
  })
  void warningsByTheirBits(int bits, String words) {
    assertThat(SmartLog.health(log(bits, 323, 90, 3)).optional())
        .contains(words + ", worn 3 %, spare 90 %, media errors 0, below 60 C");
  }

  @ParameterizedTest
  @CsvSource({"1, below -270 C", "272, below 0 C", "273, below 10 C", "283, below 20 C"})
  void aTemperatureIsToldByTens(int kelvin, String words) {
    assertThat(SmartLog.health(log(0, kelvin, 100, 0)).optional().orElseThrow()).endsWith(words);
  }

  @Test
  void numbersAreAsLargeAsTheyAreAndWhatIsNotToldIsLeftOut() {
    ByteBuffer log = log(0, 0, 100, 255);
    for (int i = 160; i < 176; i++) {
      log.put(i, (byte) 0xff);
    }
    assertThat(SmartLog.health(log).optional())
        .contains(
            "no warning, worn 255 %, spare 100 %,"
                + " media errors 340282366920938463463374607431768211455");
  }

  @Test
  void anEmptyOrImpossibleLogIsNoGoodHealth() {
    assertThat(SmartLog.health(NvmeSmartLog.memory()).reason()).contains("its SMART log is empty");
    assertThat(SmartLog.health(log(0, 300, 101, 0)).reason().orElseThrow()).contains("101 %");
  }

  @Test
  void theDiskOfAServerIsWorn() throws IOException {
    assertThat(InventoryTree.of("inventory-server-amd64", root).host().storage().devices())
        .satisfies(
            devices ->
                assertThat(devices.optional().orElseThrow())
                    .filteredOn(device -> device.name().equals("nvme0n1"))
                    .singleElement()
                    .satisfies(
                        disk ->
                            assertThat(disk.health().optional().orElseThrow())
                                .startsWith("warning: spare blocks run out, worn 97 %")));
  }

  @Test
  void aDiskWithSeveralWaysIsAskedByOneThatWorks() throws IOException {
    InventoryTree tree = twoWays();
    SmartLogSource logs = controller -> Fact.unknown("asked " + controller);
    assertThat(health("nvme1n1", logs).reason()).contains("asked nvme3");
    tree.with("/sys/class/nvme/nvme3/state", "connecting\n");
    assertThat(health("nvme1n1", logs).reason()).contains("asked nvme4");
    tree.with("/sys/class/nvme/nvme4/state", "dead\n");
    assertThat(health("nvme1n1", logs).reason()).contains("nvme3 is connecting");
  }

  @Test
  void aDiskThatANetworkLeadsToIsNoLocalOne() throws IOException {
    InventoryTree tree = twoWays().with("/sys/class/nvme/nvme3/transport", "pcie\n");
    StorageKinds kinds = new StorageKinds(tree.files());
    tree.with("/sys/class/nvme/nvme4/transport", "tcp\n");
    assertThat(kinds.of("nvme1n1").optional()).contains(StorageKind.NETWORK);
    tree.with("/sys/class/nvme/nvme4/transport", "pcie\n");
    assertThat(kinds.of("nvme1n1").optional()).contains(StorageKind.NVME);
  }

  private InventoryTree twoWays() throws IOException {
    link("nvme1n1", "../../devices/virtual/nvme-subsystem/nvme-subsys1/nvme1n1");
    return new InventoryTree(root)
        .with("/sys/class/nvme-subsystem/nvme-subsys1/model", "x\n")
        .with("/sys/class/nvme-subsystem/nvme-subsys1/nvme3/address", "x\n")
        .with("/sys/class/nvme-subsystem/nvme-subsys1/nvme4/address", "x\n");
  }

  @ParameterizedTest
  @CsvSource({
    "resetting, pcie, 'nvme0 is resetting'",
    "live, tcp, 'nvme0 is reached by tcp and was not asked'"
  })
  void whoMayNotAnswerIsNotAsked(String state, String transport, String reason) throws IOException {
    link("nvme0n1", "../../devices/pci0000:00/0000:00:04.0/nvme/nvme0/nvme0n1");
    new InventoryTree(root)
        .with("/sys/class/nvme/nvme0/state", state + "\n")
        .with("/sys/class/nvme/nvme0/transport", transport + "\n");
    assertThat(health("nvme0n1", _ -> Fact.known(log(0, 300, 100, 0))).reason()).contains(reason);
  }

  @Test
  void whoDoesNotAnswerIsGivenUp() throws IOException {
    link("nvme0n1", "../../devices/pci0000:00/0000:00:04.0/nvme/nvme0/nvme0n1");
    CountDownLatch never = new CountDownLatch(1);
    try {
      // It comes back although nobody has let the question go on.
      assertThat(
              health(
                      "nvme0n1",
                      _ -> {
                        await(never);
                        return Fact.known(log(0, 300, 100, 0));
                      })
                  .reason())
          .contains("nvme0 did not answer within 200 ms");
      assertThat(never.getCount()).isEqualTo(1);
    } finally {
      never.countDown();
    }
  }

  @Test
  void partitionsAndOtherDisksHaveNoController() throws IOException {
    link("nvme0n1p1", "../../devices/pci0000:00/0000:00:04.0/nvme/nvme0/nvme0n1/nvme0n1p1");
    link("sda", "../../devices/pci0000:00/0000:00:05.0/ata1/host0/target0:0:0/0:0:0:0/block/sda");
    NvmeHealth health = new NvmeHealth(new HostFiles(root), _ -> Fact.unknown("asked"));
    assertThat(health.of(List.of("nvme0n1p1", "sda", "gone"))).isEmpty();
  }

  @Test
  void refusalsInTheKernelsWordAndTheControllers() {
    ScriptedSyscalls kernel = new ScriptedSyscalls();
    SmartLogByIoctl logs = new SmartLogByIoctl(kernel);
    assertThat(logs.of("nvme0").reason().orElseThrow()).startsWith("/dev/nvme0: ENOENT");
    kernel.onOpen("/dev/nvme0", _ -> 0).onIoctl(_ -> ScriptedSyscalls.refusal(Errno.EACCES));
    assertThat(logs.of("nvme0").reason().orElseThrow())
        .startsWith("the SMART log of /dev/nvme0: EACCES");
    kernel.onIoctl(_ -> 0x4109);
    assertThat(logs.of("nvme0").reason())
        .contains("/dev/nvme0 refuses its SMART log with NVMe status 0x4109");
    kernel.onIoctl(
        command -> {
          command.target(24).put(3, (byte) 77);
          return 0;
        });
    assertThat(logs.of("nvme0").map(NvmeSmartLog::sparePercent).optional()).contains(77);
    assertThat(kernel.openDescriptors()).isEmpty();
  }

  private Fact<String> health(String disk, SmartLogSource logs) {
    return new NvmeHealth(new HostFiles(root), logs)
        .of(List.of(disk))
        .getOrDefault(disk, Fact.unknown("no NVMe"));
  }

  private void link(String disk, String target) throws IOException {
    Path link = root.resolve("sys/class/block").resolve(disk);
    Files.createDirectories(link.resolveSibling(""));
    Files.createSymbolicLink(link, Path.of(target));
  }

  private static ByteBuffer log(int warnings, int kelvin, int spare, int used) {
    ByteBuffer log = NvmeSmartLog.memory();
    log.put(0, (byte) warnings);
    log.put(1, (byte) kelvin);
    log.put(2, (byte) (kelvin >> 8));
    log.put(3, (byte) spare);
    log.put(5, (byte) used);
    return log;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
