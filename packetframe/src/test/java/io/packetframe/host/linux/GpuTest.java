package io.packetframe.host.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.host.Gpu;
import io.packetframe.host.GpuCapability;
import io.packetframe.host.GpuKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "sysfs paths hold colons")
class GpuTest {
  @TempDir private Path root;

  @Test
  void cardsAndTheBoardsOwn() throws IOException {
    List<Gpu> gpus = gpus("inventory-server-amd64");
    assertThat(gpus)
        .extracting(gpu -> gpu.kind().optional().orElseThrow())
        .containsExactly(GpuKind.INTEGRATED, GpuKind.DISCRETE, GpuKind.DISCRETE);
    assertThat(gpus)
        .extracting(gpu -> gpu.model().optional().orElseThrow())
        .containsExactly(
            "Integrated Matrox G200eW3 Graphics Controller",
            "Tesla T4",
            "Navi 21 [Radeon RX 6800/6800 XT / 6900 XT]");
    Gpu matrox = gpus.get(0);
    assertThat(matrox.isFirst().optional()).contains(true);
    assertThat(matrox.capabilities()).isEmpty();
    assertThat(matrox.memoryBytes().optional()).as("not the size of a BAR").isEmpty();
    Gpu nvidia = gpus.get(1);
    assertThat(nvidia.pciAddress().optional()).contains("0000:3b:00.0");
    assertThat(nvidia.ids().optional()).contains("10de:1eb8");
    assertThat(nvidia.capabilities())
        .containsExactlyInAnyOrder(
            GpuCapability.RENDER, GpuCapability.CUDA, GpuCapability.VULKAN, GpuCapability.OPENCL);
    Gpu amd = gpus.get(2);
    assertThat(amd.memoryBytes().optional()).as("more than 4 GiB").contains(17_163_091_968L);
    assertThat(amd.usedBytes().optional()).contains(536_870_912L);
    assertThat(amd.capabilities())
        .as("the kernel has it, but no Vulkan driver is installed")
        .containsExactlyInAnyOrder(GpuCapability.RENDER, GpuCapability.ROCM);
  }

  @Test
  void whatAHypervisorShowsIsVirtual() throws IOException {
    List<Gpu> gpus = gpus("inventory-guest-6.12-arm64");
    assertThat(gpus)
        .hasSize(2)
        .allSatisfy(gpu -> assertThat(gpu.kind().optional()).contains(GpuKind.VIRTUAL));
    assertThat(gpus)
        .extracting(Gpu::nodes)
        .as("no controlD64, a link that leads to the card")
        .containsExactly(List.of("card0"), List.of("card1", "renderD128"));
  }

  @Test
  void graphicsOfProcessorsAreIntegratedWhateverTheirBus() throws IOException {
    List<Gpu> gpus = gpus("inventory-laptop-amd64");
    assertThat(gpus)
        .extracting(gpu -> gpu.kind().optional().orElseThrow())
        .containsExactly(GpuKind.INTEGRATED, GpuKind.DISCRETE, GpuKind.INTEGRATED);
    assertThat(gpus.getFirst().model().reason().orElseThrow())
        .as("no number in place of a name")
        .contains("no pci.ids is installed that names 8086:46b3");
  }

  @Test
  void aBoardWithoutPciHasOneToo() throws IOException {
    Gpu gpu = gpus("inventory-biglittle-arm64").getFirst();
    assertThat(gpu.name()).isEqualTo("card0");
    assertThat(gpu.driver().optional()).contains("panfrost");
    assertThat(gpu.pciAddress().optional()).isEmpty();
    assertThat(gpu.nodes()).containsExactly("card0", "renderD128");
  }

  @Test
  void anAmdCardWithoutMetricsMayBeEither() throws IOException {
    String directory = "/sys/bus/pci/devices/0000:0a:00.0";
    InventoryTree tree =
        new InventoryTree(root)
            .with(directory + "/class", "0x038000\n")
            .with(directory + "/vendor", "0x1002\n")
            .with(directory + "/device", "0x73bf\n");
    Gpu gpu = tree.host().gpus().optional().orElseThrow().getFirst();
    assertThat(gpu.kind().optional()).isEmpty();
    assertThat(gpu.driver().optional()).isEmpty();
    tree.with(directory + "/vendor", "0x1234\n");
    assertThat(tree.host().gpus().optional().orElseThrow().getFirst().kind().optional())
        .contains(GpuKind.VIRTUAL);
  }

  @Test
  void namesAreThoseOfTheirOwnMaker() {
    String list = "10de  A\n\t0001  one\n\t\t1002 0002  board\n1002  B\n\t0002  two\n";
    assertThat(PciNames.find(list, "10de", "0001")).contains("one");
    assertThat(PciNames.find(list, "1002", "0002")).contains("two");
    assertThat(PciNames.find(list, "10de", "0002")).isEmpty();
    assertThat(PciNames.find(list, "8086", "0001")).isEmpty();
  }

  private List<Gpu> gpus(String tree) throws IOException {
    return InventoryTree.of(tree, root).host().gpus().optional().orElseThrow();
  }
}
