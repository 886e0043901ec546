package io.packetframe.host.oshi;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.host.Gpu;
import io.packetframe.host.GpuKind;
import io.packetframe.host.OperatingSystem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import oshi.hardware.GraphicsCard;

class OshiGpusTest {

  @Test
  void whatIsTold() {
    Gpu gpu = gpu(OperatingSystem.OPENBSD, "Navi 21", "0x73BF", "AMD (0x1002)", 17163091968L);
    assertThat(gpu.ids().optional()).contains("1002:73bf");
    assertThat(gpu.vendor().optional()).contains("AMD");
    assertThat(gpu.memoryBytes().optional()).contains(17163091968L);
    assertThat(gpu.kind().reason()).as("no evidence").isPresent();
  }

  @Test
  void whatIsNotToldIsUnknown() {
    Gpu gpu = gpu(OperatingSystem.WINDOWS, "", "unknown", "unknown", 0);
    assertThat(gpu.name()).isEqualTo("graphics");
    assertThat(gpu.ids().optional()).isEmpty();
    assertThat(gpu.vendor().optional()).isEmpty();
    assertThat(gpu.model().optional()).isEmpty();
    assertThat(gpu.memoryBytes().reason().orElseThrow()).contains("it says 0");
  }

  /** AdapterRAM has 32 bits; drivers say 4 GiB less one, or less one megabyte. */
  @Test
  void whereWindowsCountingEndsIsNoSize() {
    for (long bytes : new long[] {4293918720L, 4294967295L}) {
      assertThat(gpu(OperatingSystem.WINDOWS, "A", "", "", bytes).memoryBytes().reason())
          .isPresent();
      assertThat(gpu(OperatingSystem.FREEBSD, "A", "", "", bytes).memoryBytes().optional())
          .contains(bytes);
    }
    assertThat(gpu(OperatingSystem.WINDOWS, "A", "", "", 3L << 30).memoryBytes().optional())
        .contains(3L << 30);
  }

  @Test
  void twoOfOneSortHaveTwoNames() {
    GraphicsCard card = card("Arc", "0x56a0", "Intel (0x8086)", 1);
    assertThat(new OshiGpus(OperatingSystem.NETBSD).of(List.of(card, card)))
        .extracting(Gpu::name)
        .containsExactly("Arc", "Arc #2");
  }

  @Test
  void aHypervisorsDeviceIsVirtual() {
    assertThat(
            gpu(OperatingSystem.NETBSD, "SVGA II", "0x0405", "VMware (0x15AD)", 1)
                .kind()
                .optional())
        .contains(GpuKind.VIRTUAL);
  }

  private static Gpu gpu(
      OperatingSystem system, String name, String device, String vendor, long bytes) {
    return new OshiGpus(system).of(List.of(card(name, device, vendor, bytes))).getFirst();
  }

  private static GraphicsCard card(String name, String device, String vendor, long bytes) {
    return Saying.of(
        GraphicsCard.class,
        Map.of("getName", name, "getDeviceId", device, "getVendor", vendor, "getVRam", bytes));
  }
}
