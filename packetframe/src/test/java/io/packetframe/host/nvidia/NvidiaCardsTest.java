package io.packetframe.host.nvidia;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.NativeLibrary;
import io.packetframe.host.Fact;
import io.packetframe.host.Gpu;
import io.packetframe.testing.FakeLibrary;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class NvidiaCardsTest {
  @TempDir private Path directory = Path.of("");

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "the stand-in is compiled for Linux")
  void eachCardByItsAddress() throws Exception {
    String library = FakeLibrary.compile(NvidiaCardsTest.class, "fake_nvml.c", directory);
    List<Gpu> gpus =
        new NvidiaCards(library)
            .complete(
                List.of(
                    gpu("0000:3b:00.0", "10de:1eb8", "nvidia"),
                    gpu("0000:01:00.0", "10de:2204", "nvlddmkm"),
                    gpu("0000:02:00.0", "10de:2204", "nvidia"),
                    gpu("0000:09:00.0", "10de:2204", "nvidia"),
                    gpu("0000:04:00.0", "1002:73bf", "amdgpu")));
    assertThat(gpus.get(0).memoryBytes().optional()).contains(15_843_721_216L);
    assertThat(gpus.get(0).usedBytes().optional()).contains(843_721_216L);
    assertThat(gpus.get(0).busyShare().optional()).contains(0.37);
    assertThat(gpus.get(1).memoryBytes().optional()).contains(15_843_721_216L);
    assertThat(gpus.get(1).busyShare().reason().orElseThrow())
        .contains("0000:01:00.0", "Not Supported");
    assertThat(gpus.get(2).usedBytes().reason().orElseThrow()).contains("GPU is lost");
    assertThat(gpus.get(3).memoryBytes().reason().orElseThrow()).contains("Invalid Argument");
    assertThat(gpus.get(4).memoryBytes().reason()).as("another maker's").contains("not asked");
    assertThat(
            NativeLibrary.getInstance(library)
                .getFunction("fake_initialised")
                .invokeInt(new Object[0]))
        .as("shut down as often as initialised")
        .isZero();
  }

  @Test
  void withoutTheLibraryTheReasonIsThat() {
    Gpu gpu =
        new NvidiaCards("/nonexistent/libnvidia-ml.so.1")
            .complete(List.of(gpu("0000:3b:00.0", "10de:1eb8", "nvidia")))
            .getFirst();
    assertThat(gpu.memoryBytes().reason().orElseThrow())
        .contains("NVML cannot be loaded")
        .doesNotContain("\n", "resource path");
    assertThat(gpu.busyShare().reason().orElseThrow()).contains("NVML cannot be loaded");
  }

  /** Of a driver that does not speak NVML, and of other makers, it is not even loaded. */
  @Test
  void nobodyElseNeedsIt() {
    List<Gpu> gpus =
        List.of(
            gpu("0000:3b:00.0", "10de:1eb8", "nouveau"), gpu("0000:00:02.0", "8086:5917", "i915"));
    assertThat(new NvidiaCards("/nonexistent/libnvidia-ml.so.1").complete(gpus)).isSameAs(gpus);
  }

  private static Gpu gpu(String address, String ids, String driver) {
    String reason = "not asked";
    return new Gpu(
        address,
        Fact.known(address),
        Fact.known(ids),
        Fact.unknown(reason),
        Fact.unknown(reason),
        Fact.unknown(reason),
        Fact.unknown(reason),
        Fact.unknown(reason),
        Fact.unknown(reason),
        Fact.known(driver),
        Fact.unknown(reason),
        List.of(),
        Set.of());
  }
}
