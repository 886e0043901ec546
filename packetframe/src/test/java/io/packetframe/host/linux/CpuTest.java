package io.packetframe.host.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.host.Cpu;
import io.packetframe.host.CpuCache;
import io.packetframe.host.CpuCore;
import io.packetframe.host.CpuKind;
import io.packetframe.host.CpuPackage;
import io.packetframe.host.Fact;
import io.packetframe.host.NumaNode;
import io.packetframe.host.UsableCpus;
import io.packetframe.host.Virtualisation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "sysfs paths hold colons")
class CpuTest {
  @TempDir private Path root;

  @Test
  void packagesCoresAndThreadsOfAServer() throws IOException {
    Cpu cpu = cpu("inventory-server-amd64");
    List<CpuPackage> packages = cpu.packages().optional().orElseThrow();
    assertThat(packages).hasSize(2);
    assertThat(packages.get(1).number().optional()).contains(1);
    assertThat(packages.get(1).cores().get(0).cpus()).containsExactly(2, 6);
    List<CpuCache> caches = cpu.caches().optional().orElseThrow();
    assertThat(caches).as("4 cores with three each, 2 shared").hasSize(14);
    assertThat(caches.getLast().bytes().optional()).contains(14_080L << 10);
    assertThat(cpu.nodes().optional().orElseThrow())
        .extracting(NumaNode::cpus)
        .containsExactly(List.of(0, 1, 4, 5), List.of(2, 3, 6, 7));
    CpuKind kind = cpu.kinds().optional().orElseThrow().getFirst();
    assertThat(kind.baseHertz().optional()).contains(2_400_000_000L);
    assertThat(kind.currentHertz().optional()).contains(1_000_250_000L);
    assertThat(kind.maximumHertz().optional()).contains(3_200_000_000L);
    assertThat(cpu.virtualisation().optional().orElseThrow())
        .isInstanceOf(Virtualisation.BareMetal.class);
  }

  @Test
  void twoSocketsAndTwoNodesOfAGuest() throws IOException {
    Cpu cpu = cpu("inventory-guest-6.12-amd64");
    assertThat(cpu.packages().optional().orElseThrow())
        .extracting(CpuPackage::cores)
        .containsExactly(
            List.of(new CpuCore(List.of(0)), new CpuCore(List.of(1))),
            List.of(new CpuCore(List.of(2)), new CpuCore(List.of(3))));
    assertThat(cpu.nodes().optional().orElseThrow())
        .extracting(NumaNode::cpus)
        .containsExactly(List.of(0, 1), List.of(2, 3));
    assertThat(cpu.virtualisation().optional())
        .contains(new Virtualisation.Guest(Fact.known("QEMU")));
  }

  @Test
  void largeAndSmallCoresAreKindsOfTheirOwn() throws IOException {
    List<CpuKind> arm = cpu("inventory-biglittle-arm64").kinds().optional().orElseThrow();
    assertThat(arm)
        .extracting(kind -> kind.model().optional().orElseThrow())
        .containsExactly("Cortex-A55", "Cortex-A76");
    assertThat(arm.get(0).capacity().optional()).contains(414);
    assertThat(arm.get(1).cpus()).containsExactly(4, 5);
  }

  @Test
  void x86NamesThemByRole() throws IOException {
    List<CpuKind> kinds = cpu("inventory-laptop-amd64").kinds().optional().orElseThrow();
    assertThat(kinds)
        .extracting(kind -> kind.role().orElseThrow())
        .containsExactly("performance", "efficiency");
    assertThat(kinds.get(1).maximumHertz().optional()).contains(3_300_000_000L);
    assertThat(kinds.get(0).capacity().reason()).isPresent();
  }

  @Test
  void processorsWithoutAModelNameAreNamedByTheirNumbers() throws IOException {
    Cpu router = cpu("inventory-router-arm64");
    assertThat(router.vendor().optional()).contains("ARM");
    assertThat(router.kinds().optional().orElseThrow().getFirst().model().optional())
        .contains("Cortex-A72");
    assertThat(router.architecture().optional())
        .as("without the kernel's word")
        .contains("aarch64");
    assertThat(router.caches().reason().orElseThrow()).contains("no cache");
    assertThat(router.virtualisation().optional()).as("no sign is no proof").isEmpty();
  }

  @Test
  void riscV() throws IOException {
    Cpu cpu = cpu("inventory-riscv64");
    assertThat(cpu.vendor().optional()).contains("SiFive");
    assertThat(cpu.architecture().optional()).contains("riscv64");
    assertThat(cpu.kinds().optional().orElseThrow().getFirst().model().optional())
        .contains("sifive,u74-mc");
    assertThat(cpu.packages().optional().orElseThrow().getFirst().number().optional())
        .as("-1 is no number")
        .isEmpty();
    assertThat(cpu.kinds().optional().orElseThrow().getFirst().maximumHertz().optional()).isEmpty();
  }

  @Test
  void anUnknownCoreIsNotCalledByItsNumber() {
    CpuInfo info =
        CpuInfo.parse("processor : 0\nCPU implementer : 0x41\nCPU part : 0xfff\n").orElseThrow();
    assertThat(new CpuNames(info).model(0).optional()).isEmpty();
    assertThat(new CpuNames(info).model(0).reason().orElseThrow())
        .contains("part 0xfff of implementer 0x41");
  }

  @Test
  void aVirtualMachineWithoutFirmwareTablesIsKnownByItsClocks() throws IOException {
    assertThat(cpu("inventory-vm-6.18-amd64").virtualisation().optional().orElseThrow())
        .isInstanceOfSatisfying(
            Virtualisation.Guest.class,
            guest -> assertThat(guest.hypervisor().optional()).contains("KVM"));
  }

  @ParameterizedTest
  @CsvSource({
    "inventory-container-cgroup1, 1.5, cpu.cfs_quota_us",
    "inventory-container-cgroup2, 0.5, cpu.max",
    "inventory-container-hybrid, 2, /sys/fs/cgroup/unified/user.slice/cpu.max",
    "inventory-server-amd64, 2.5, /sys/fs/cgroup/system.slice/cpu.max",
    "inventory-laptop-amd64, 4, affinity",
    "inventory-vm-6.18-amd64, 2, online"
  })
  void usableIsTheLeastOfAllBounds(String tree, double count, String because) throws IOException {
    UsableCpus usable = cpu(tree).usable().optional().orElseThrow();
    assertThat(usable.count()).isEqualTo(count);
    assertThat(usable.because()).contains(because);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "'0-2,5', '0,1,2,5'",
    "'', ''",
  })
  void lists(String text, String numbers) {
    assertThat(CpuNumbers.parse(text).orElseThrow().stream().map(String::valueOf).toList())
        .isEqualTo(numbers.isEmpty() ? List.of() : List.of(numbers.split(",", -1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "3-1", "0,0", "-1", "9999", "0-", "1,,2", "0-8192"})
  void noLists(String text) {
    assertThat(CpuNumbers.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Xeon @ 2.40GHz, 2400000000",
    "Old @ 933MHz, 933000000",
    "Xeon @ fastGHz,",
    "AMD EPYC,",
    "X @ 0GHz,"
  })
  void theFrequencyInAName(String name, Long hertz) {
    assertThat(CpuFrequencies.inName(name).orElse(null)).isEqualTo(hertz);
  }

  @ParameterizedTest
  @CsvSource({"32K, 32768", "2M, 2097152", "512, 512", "0K,", "K,", "-1K,"})
  void sizesOfCaches(String text, Long bytes) {
    assertThat(CpuCaches.size(text).orElse(null)).isEqualTo(bytes);
  }

  private Cpu cpu(String tree) throws IOException {
    return InventoryTree.of(tree, root).host().cpu();
  }
}
