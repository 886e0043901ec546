package io.packetframe.verifier.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.verifier.vm.Accelerator.Kvm;
import io.packetframe.verifier.vm.Accelerator.Tcg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceleratorLadderTest {
  @TempDir Path folder;
  private final List<String> tried = new ArrayList<>();

  @BeforeEach
  void openDevice() throws IOException {
    Files.writeString(folder.resolve("kvm"), "");
  }

  private AcceleratorLadder ladder(String host, Map<String, String> broken) {
    Canary canary =
        accelerator -> {
          tried.add(accelerator.label());
          return Optional.ofNullable(broken.get(accelerator.label()));
        };
    return new AcceleratorLadder(
        canary,
        new AcceleratorMemory(folder.resolve("cache/accelerator.json"), host),
        folder.resolve("kvm"),
        _ -> {});
  }

  @Test
  void theFastestThatWorks() throws Exception {
    assertThat(ladder("a", Map.of()).choose(AcceleratorPreference.AUTO).accelerator())
        .isEqualTo(new Kvm("host"));
    assertThat(tried).containsExactly("kvm/host");
  }

  @Test
  void climbsDownWithReasons() throws Exception {
    AcceleratorChoice choice =
        ladder("a", Map.of("kvm/host", "aborted", "kvm/qemu64", "silent"))
            .choose(AcceleratorPreference.AUTO);
    assertThat(choice)
        .isEqualTo(new AcceleratorChoice(new Tcg(), "kvm/host: aborted; kvm/qemu64: silent"));
    assertThat(choice.describe()).isEqualTo("tcg (kvm/host: aborted; kvm/qemu64: silent)");
  }

  @Test
  void theVerdictIsRememberedForTheSameHost() throws Exception {
    Map<String, String> broken = Map.of("kvm/host", "aborted");
    AcceleratorChoice first = ladder("a", broken).choose(AcceleratorPreference.AUTO);
    tried.clear();
    assertThat(ladder("a", broken).choose(AcceleratorPreference.AUTO)).isEqualTo(first);
    assertThat(tried).isEmpty();
    ladder("b", broken).choose(AcceleratorPreference.AUTO);
    assertThat(tried).isNotEmpty();
  }

  @Test
  void aBrokenMemoryIsForgotten() throws Exception {
    Files.createDirectories(folder.resolve("cache"));
    Files.writeString(folder.resolve("cache/accelerator.json"), "{");
    ladder("a", Map.of()).choose(AcceleratorPreference.AUTO);
    assertThat(tried).containsExactly("kvm/host");
  }

  @Test
  void hardwareAskedForIsNeverReplaced() {
    assertThatThrownBy(
            () ->
                ladder("a", Map.of("kvm/host", "aborted", "kvm/qemu64", "silent"))
                    .choose(AcceleratorPreference.KVM))
        .isInstanceOf(AcceleratorException.class)
        .hasMessage(
            "KVM was asked for and does not work here: kvm/host: aborted; kvm/qemu64: silent");
  }

  @Test
  void withoutTheDeviceNothingIsTried() throws Exception {
    Files.delete(folder.resolve("kvm"));
    AcceleratorChoice choice = ladder("a", Map.of()).choose(AcceleratorPreference.AUTO);
    assertThat(choice.reason()).startsWith("there is no ");
    assertThat(tried).isEmpty();
  }

  @Test
  void emulationCanBeAskedFor() throws Exception {
    assertThat(ladder("a", Map.of()).choose(AcceleratorPreference.TCG))
        .isEqualTo(new AcceleratorChoice(new Tcg(), "asked for"));
  }

  @Test
  void nothingWorks() {
    assertThatThrownBy(
            () ->
                ladder("a", Map.of("kvm/host", "x", "kvm/qemu64", "y", "tcg", "z"))
                    .choose(AcceleratorPreference.AUTO))
        .hasMessageContaining("tcg: z");
  }

  @Test
  void thisHostHasFacts() throws IOException {
    if (Files.exists(Path.of("/proc/cpuinfo"))) {
      assertThat(AcceleratorMemory.ofUser("QEMU 1").host()).contains(" | QEMU 1 | ");
    }
  }
}
