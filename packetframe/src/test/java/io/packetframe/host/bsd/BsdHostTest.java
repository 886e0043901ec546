package io.packetframe.host.bsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.host.BlockDevice;
import io.packetframe.host.Fact;
import io.packetframe.host.Gpu;
import io.packetframe.host.GpuKind;
import io.packetframe.host.OperatingSystem;
import io.packetframe.host.StorageKind;
import io.packetframe.host.UnknownHost;
import io.packetframe.host.command.Answers;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BsdHostTest {
  private static final String PCICONF = "/usr/sbin/pciconf -lv";

  /** OSHI looks for chip= alone, which newer systems do not print. */
  @ParameterizedTest
  @ValueSource(strings = {"pciconf-12.txt", "pciconf-14.txt"})
  void freebsdsListInBothForms(String list) throws Exception {
    List<Gpu> gpus =
        gpus(OperatingSystem.FREEBSD, new Answers().with(PCICONF, resource(list)))
            .optional()
            .orElseThrow();
    assertThat(gpus).extracting(Gpu::name).containsExactly("0000:00:02.0", "0000:01:00.0");
    Gpu intel = gpus.get(0);
    assertThat(intel.ids().optional()).contains("8086:5917");
    assertThat(intel.vendor().optional()).contains("Intel");
    assertThat(intel.model().optional()).contains("UHD Graphics 620");
    assertThat(intel.kind().optional()).contains(GpuKind.INTEGRATED);
    assertThat(intel.driver().optional()).contains("vgapci");
    Gpu nvidia = gpus.get(1);
    assertThat(nvidia.ids().optional()).contains("10de:1d10");
    assertThat(nvidia.kind().optional()).contains(GpuKind.DISCRETE);
    assertThat(nvidia.driver().reason()).contains("no driver has it");
    assertThat(nvidia.memoryBytes().optional()).isEmpty();
  }

  @Test
  void netbsdsListOfEachBus() throws Exception {
    Answers answers =
        new Answers()
            .with("/usr/sbin/pcictl pci0 list -n", resource("pcictl-numbers.txt"))
            .with("/usr/sbin/pcictl pci0 list", resource("pcictl-names.txt"))
            .with("/usr/sbin/pcictl pci1 list -n", "010:31:7: 0x73bf1002 (0x030000c1)\n");
    List<Gpu> gpus = gpus(OperatingSystem.NETBSD, answers).optional().orElseThrow();
    assertThat(gpus)
        .extracting(Gpu::name)
        .containsExactly("0000:00:02.0", "0000:00:03.0", "0000:00:04.0", "0000:0a:1f.7");
    assertThat(gpus.get(0).kind().optional()).contains(GpuKind.VIRTUAL);
    assertThat(gpus.get(0).ids().optional()).contains("1234:1111");
    assertThat(gpus.get(2).model().optional()).contains("GeForce GT 730 (GK208)");
    assertThat(gpus.get(3).model().reason()).as("its bus has no list of names").isPresent();
    assertThat(gpus.get(3).kind().reason()).as("AMD's may be either").isPresent();
  }

  @ParameterizedTest
  @CsvSource({"FREEBSD, pciconf", "DRAGONFLY, pciconf", "NETBSD, pcictl", "OPENBSD, OpenBSD"})
  void withoutTheProgramBothReasonsStand(OperatingSystem system, String program) {
    assertThat(gpus(system, new Answers()).reason().orElseThrow())
        .contains(program, "nobody else knows");
  }

  /** Nothing that looks like an answer comes of it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "pciconf: /dev/pci: Permission denied\n",
        "vgapci0@pci0:0:2:0: class=0x030000\n",
        "vgapci0@pci0:0:2:0: chip=0x59178086\n",
        "vgapci0@pci999999:0:2:0: class=0x030000 chip=0x59178086\n",
        "vgapci0@pci0:0:2:0: class=0x030000030000 chip=0x59178086\n",
        "    vendor     = 'Intel Corporation'\n"
      })
  void whatIsNoListIsUnknown(String text) {
    assertThat(
            gpus(OperatingSystem.FREEBSD, new Answers().with(PCICONF, text)).reason().orElseThrow())
        .contains("in a form that is known");
  }

  @ParameterizedTest
  @CsvSource({
    "nda0, NVME",
    "nvd0, NVME",
    "nvd0p2, NVME",
    "vtbd0p2, VIRTUAL",
    "/dev/xbd0, VIRTUAL",
    "ada0,",
    "sd0,"
  })
  void driversWhoseNameTellsTheKind(String name, @Nullable StorageKind kind) {
    BlockDevice device =
        new BlockDevice(
            name,
            name,
            name,
            BlockDevice.Role.DISK,
            Fact.known(1L),
            Fact.unknown("cannot tell"),
            List.of(),
            Fact.unknown(""),
            Fact.unknown(""),
            Fact.unknown(""));
    assertThat(DriverNames.complete(device).kind().optional()).isEqualTo(Optional.ofNullable(kind));
  }

  private static Fact<List<Gpu>> gpus(OperatingSystem system, Answers answers) {
    return new BsdHost(new UnknownHost("nobody else knows"), system, answers).gpus();
  }

  private static String resource(String name) throws Exception {
    try (InputStream text = BsdHostTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(text, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
