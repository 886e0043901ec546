package io.packetframe.host.macos;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.host.BlockDevice;
import io.packetframe.host.Fact;
import io.packetframe.host.Gpu;
import io.packetframe.host.GpuKind;
import io.packetframe.host.StorageKind;
import io.packetframe.host.UnknownHost;
import io.packetframe.host.command.Answers;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MacHostTest {
  private static final String DISPLAYS = "/usr/sbin/system_profiler -json SPDisplaysDataType";

  @Test
  void graphicsOfIntelMacs() throws Exception {
    List<Gpu> gpus = gpus(resource("intel.json")).optional().orElseThrow();
    assertThat(gpus)
        .extracting(Gpu::name)
        .containsExactly("Intel UHD Graphics 630", "AMD Radeon Pro 5300M");
    assertThat(gpus.get(0).ids().optional()).contains("8086:3e9b");
    assertThat(gpus.get(0).kind().optional()).contains(GpuKind.INTEGRATED);
    assertThat(gpus.get(0).memoryBytes().reason().orElseThrow()).contains("shares");
    assertThat(gpus.get(1).ids().optional()).contains("1002:7340");
    assertThat(gpus.get(1).vendor().optional()).contains("AMD");
    assertThat(gpus.get(1).kind().optional()).contains(GpuKind.DISCRETE);
    assertThat(gpus.get(1).memoryBytes().optional()).contains(4L << 30);
    assertThat(gpus.get(1).pciAddress().optional()).isEmpty();
  }

  @Test
  void graphicsOfAppleSilicon() throws Exception {
    Gpu gpu = gpus(resource("apple-silicon.json")).optional().orElseThrow().getFirst();
    assertThat(gpu.vendor().optional()).contains("Apple");
    assertThat(gpu.kind().optional()).contains(GpuKind.INTEGRATED);
    assertThat(gpu.ids().optional()).isEmpty();
    assertThat(gpu.memoryBytes().optional()).isEmpty();
  }

  @Test
  void whatIsNotToldIsUnknown() {
    List<Gpu> gpus =
        gpus("""
        {"SPDisplaysDataType": [
          {"_name": "Apple Paravirtual device"}, {"_name": "Apple Paravirtual device"},
          {"sppci_model": "X", "_spdisplays_vram": "1,5 GB", "sppci_bus": "new"}, {}]}
        """)
            .optional()
            .orElseThrow();
    assertThat(gpus)
        .extracting(Gpu::name)
        .containsExactly("Apple Paravirtual device", "Apple Paravirtual device #2", "X");
    assertThat(gpus.get(0).kind().optional()).contains(GpuKind.VIRTUAL);
    assertThat(gpus.get(2).kind().reason().orElseThrow()).contains("new");
    assertThat(gpus.get(2).memoryBytes().reason().orElseThrow()).contains("1,5 GB");
    assertThat(gpus.get(2).vendor().optional()).isEmpty();
  }

  @Test
  void disksBehindNvmeAndOthers() throws Exception {
    List<BlockDevice> devices =
        new MacDisks(ProfilerReport.parse(resource("intel.json")).optional().orElseThrow())
            .complete(
                List.of(
                    disk("disk0", "APPLE SSD AP0512N", Fact.known(StorageKind.SSD)),
                    partition("disk0s1", "disk0"),
                    disk("disk2", "My Passport 25E1", Fact.unknown("x")),
                    disk("disk4", "Samsung SSD 860", Fact.unknown("x")),
                    disk("disk5", "another", Fact.unknown("nobody says"))));
    assertThat(devices.get(0).kind().optional()).contains(StorageKind.NVME);
    assertThat(devices.get(0).health().optional()).contains("SMART: Verified");
    assertThat(devices.get(1).kind().optional()).as("as its disk").contains(StorageKind.NVME);
    assertThat(devices.get(2).kind().optional()).contains(StorageKind.HDD);
    assertThat(devices.get(2).health().reason()).as("not supported").isPresent();
    assertThat(devices.get(3).kind().optional()).contains(StorageKind.SSD);
    assertThat(devices.get(3).health().optional()).contains("SMART: Failing");
    assertThat(devices.get(4).kind().reason()).contains("nobody says");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{\"a\": [", "{\"a\": 1} x{", "nothing"})
  void whatIsNoReportIsUnknown(String text) {
    Fact<List<Gpu>> gpus = gpus(text);
    assertThat(gpus.optional().orElse(List.of())).isEmpty();
    if (!text.startsWith("{\"a\": 1}")) {
      assertThat(gpus.reason().orElseThrow()).contains("system_profiler", "nobody else knows");
    }
  }

  @Test
  void aReportWithoutEndIsGivenUp() {
    assertThat(gpus("{\"a\":".repeat(10_000)).reason().orElseThrow()).contains("cannot be read");
  }

  @Test
  void withoutTheProgramDisksAreAsOthersTell() {
    MacHost host = new MacHost(new UnknownHost("nobody else knows"), new Answers());
    assertThat(host.storage().devices().reason()).contains("nobody else knows");
    assertThat(host.gpus().reason().orElseThrow()).contains("does not run", "nobody else knows");
  }

  private static Fact<List<Gpu>> gpus(String report) {
    return new MacHost(new UnknownHost("nobody else knows"), new Answers().with(DISPLAYS, report))
        .gpus();
  }

  private static BlockDevice disk(String name, String model, Fact<StorageKind> kind) {
    return device(name, BlockDevice.Role.DISK, Fact.known(model), kind, List.of());
  }

  private static BlockDevice partition(String name, String disk) {
    return device(
        name, BlockDevice.Role.PARTITION, Fact.unknown("a part"), Fact.unknown("x"), List.of(disk));
  }

  private static BlockDevice device(
      String name,
      BlockDevice.Role role,
      Fact<String> model,
      Fact<StorageKind> kind,
      List<String> beneath) {
    return new BlockDevice(
        name,
        name,
        name,
        role,
        Fact.known(1L),
        kind,
        beneath,
        Fact.unknown("x"),
        model,
        Fact.unknown("x"));
  }

  private static String resource(String name) throws Exception {
    try (InputStream text = MacHostTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(text, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
