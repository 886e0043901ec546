package io.packetframe.host.windows;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.NativeLibrary;
import io.packetframe.host.BlockDevice;
import io.packetframe.host.Fact;
import io.packetframe.host.Gpu;
import io.packetframe.host.GpuKind;
import io.packetframe.host.StorageKind;
import io.packetframe.host.UnknownHost;
import io.packetframe.host.nvidia.NvidiaCards;
import io.packetframe.sys.windows.JnaWindowsCalls;
import io.packetframe.testing.FakeLibrary;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsHostTest {
  private static final String FAKE = "fake_windows.c";
  private static final UnknownHost NOBODY = new UnknownHost("nobody else knows");

  @TempDir private Path directory = Path.of("");

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "the stand-in is compiled for Linux")
  void disksAreAskedAsWindowsHasIt() throws Exception {
    String library = FakeLibrary.compile(WindowsHostTest.class, FAKE, directory);
    List<BlockDevice> devices =
        new WindowsDisks(JnaWindowsCalls.of(library, library, library))
            .complete(
                List.of(
                    disk("\\\\.\\PHYSICALDRIVE0", List.of()),
                    disk("Disk #0, Partition #0", List.of("\\\\.\\PHYSICALDRIVE0")),
                    disk("\\\\.\\PHYSICALDRIVE1", List.of())));
    assertThat(devices.get(0).kind().optional()).contains(StorageKind.HDD);
    assertThat(devices.get(1).kind().optional()).as("as its disk").contains(StorageKind.HDD);
    assertThat(devices.get(2).kind().reason().orElseThrow()).contains("PHYSICALDRIVE1", "error 2");
    nothingIsLeftOpen(library);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "the stand-in is compiled for Linux")
  void displayAdaptersAreAskedAsWindowsHasIt() throws Exception {
    String library = FakeLibrary.compile(WindowsHostTest.class, FAKE, directory);
    List<Gpu> gpus =
        new WindowsHost(
                NOBODY,
                JnaWindowsCalls.of(library, library, library),
                new NvidiaCards("/nonexistent/nvml"))
            .gpus()
            .optional()
            .orElseThrow();
    assertThat(gpus).hasSize(1);
    Gpu gpu = gpus.getFirst();
    assertThat(gpu.name()).isEqualTo("0000:01:1f.7");
    assertThat(gpu.ids().optional()).contains("10de:2204");
    assertThat(gpu.vendor().optional()).contains("NVIDIA");
    assertThat(gpu.model().optional()).contains("NVIDIA GeForce RTX 3090");
    assertThat(gpu.driver().optional()).contains("nvlddmkm");
    assertThat(gpu.kind().optional()).contains(GpuKind.DISCRETE);
    assertThat(gpu.memoryBytes().optional()).as("more than 32 bits").contains(24L << 30);
    assertThat(gpu.usedBytes().reason().orElseThrow()).contains("NVML cannot be loaded");
    nothingIsLeftOpen(library);
  }

  /** Bus 17 is NVMe; a bus that says nothing leaves it to the cost of seeking. */
  @ParameterizedTest
  @CsvSource({
    "17, '', 1, NVME",
    "9, '', 1, NETWORK",
    "14, '', 0, VIRTUAL",
    "15, '', 0, VIRTUAL",
    "13, '', -50, SSD",
    "11, '', 0, SSD",
    "11, '', 1, HDD",
    "11, QEMU HARDDISK, 1, VIRTUAL",
    "10, Msft Virtual Disk, 1, VIRTUAL",
    "7, '', 0, SSD"
  })
  void kindsByBusAndCostOfSeeking(int bus, String product, long penalty, StorageKind kind) {
    assertThat(kind(bus, product, penalty).optional()).contains(kind);
  }

  @ParameterizedTest
  @CsvSource({"7, 1, USB", "16, 0, several disks", "11, -1, error 1", "-1, 0, its bus in 8 bytes"})
  void whatSaysNothingIsUnknown(int bus, long penalty, String reason) {
    assertThat(kind(bus, "", penalty).reason().orElseThrow()).contains(reason);
  }

  @Test
  void whatWindowsRefusesStandsBesideWhatOthersDoNotKnow() {
    WindowsHost host =
        new WindowsHost(NOBODY, new ScriptedWindows(17, "", 0), new NvidiaCards("/nonexistent"));
    assertThat(host.gpus().reason().orElseThrow()).contains("error 50", "nobody else knows");
    assertThat(host.storage().devices().reason()).contains("nobody else knows");
  }

  private static Fact<StorageKind> kind(int bus, String product, long penalty) {
    return new WindowsDisks(new ScriptedWindows(bus, product, penalty))
        .complete(List.of(disk("\\\\.\\PHYSICALDRIVE0", List.of())))
        .getFirst()
        .kind();
  }

  private static void nothingIsLeftOpen(String library) {
    assertThat(NativeLibrary.getInstance(library).getFunction("fake_open").invokeInt(new Object[0]))
        .isZero();
  }

  private static BlockDevice disk(String name, List<String> beneath) {
    return new BlockDevice(
        name,
        name,
        name,
        beneath.isEmpty() ? BlockDevice.Role.DISK : BlockDevice.Role.PARTITION,
        Fact.known(1L),
        Fact.unknown("OSHI cannot tell"),
        beneath,
        Fact.unknown("x"),
        Fact.unknown("x"),
        Fact.unknown("x"));
  }
}
