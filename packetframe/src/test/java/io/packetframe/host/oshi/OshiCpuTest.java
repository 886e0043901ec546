package io.packetframe.host.oshi;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.host.Cpu;
import io.packetframe.host.CpuCache;
import io.packetframe.host.CpuKind;
import io.packetframe.host.OperatingSystem;
import io.packetframe.host.Virtualisation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.LogicalProcessor;
import oshi.hardware.CentralProcessor.PhysicalProcessor;
import oshi.hardware.CentralProcessor.ProcessorCache;
import oshi.hardware.CentralProcessor.ProcessorIdentifier;
import oshi.hardware.HardwareAbstractionLayer;

class OshiCpuTest {
  private final Map<String, Object> processor = new HashMap<>();
  private final Map<String, Object> hardware = new HashMap<>();

  /** Two strong cores with two threads each, and a weak one. */
  @BeforeEach
  void hybrid() {
    identifier("GenuineIntel", "13th Gen Intel(R) Core(TM) i5-1340P", 2_200_000_000L);
    processor.put("getMaxFreq", 4_600_000_000L);
    processor.put("getCurrentFreq", new long[] {3_000_000_000L, 1, 1, 1, 1_500_000_000L});
    processor.put(
        "getLogicalProcessors",
        List.of(
            new LogicalProcessor(0, 0, 0),
            new LogicalProcessor(1, 0, 0),
            new LogicalProcessor(2, 1, 0),
            new LogicalProcessor(3, 1, 0),
            // Windows numbers the CPUs of a second group from 0 again.
            new LogicalProcessor(0, 2, 0, 0, 1)));
    processor.put(
        "getPhysicalProcessors",
        List.of(
            new PhysicalProcessor(0, 0, 1, ""),
            new PhysicalProcessor(0, 1, 1, ""),
            new PhysicalProcessor(0, 2, 0, "")));
    processor.put(
        "getProcessorCaches",
        List.of(
            new ProcessorCache(2, 8, 64, 1310720, ProcessorCache.Type.UNIFIED),
            new ProcessorCache(1, 8, 64, 49152, ProcessorCache.Type.DATA),
            new ProcessorCache(1, 8, 64, 0, ProcessorCache.Type.INSTRUCTION)));
    hardware.put("getVirtualization", Optional.empty());
  }

  @Test
  void kindsOfCoresByTheirEfficiencyClass() {
    List<CpuKind> kinds = cpu(OperatingSystem.WINDOWS).kinds().optional().orElseThrow();
    assertThat(kinds).hasSize(2);
    assertThat(kinds.get(0).role()).contains("performance");
    assertThat(kinds.get(0).cpus()).containsExactly(0, 1, 2, 3);
    assertThat(kinds.get(0).maximumHertz().optional()).contains(4_600_000_000L);
    assertThat(kinds.get(1).role()).contains("efficiency");
    assertThat(kinds.get(1).cpus()).containsExactly(4);
    assertThat(kinds.get(1).maximumHertz().optional()).isEmpty();
    assertThat(kinds.get(1).currentHertz().optional()).contains(1_500_000_000L);
    assertThat(kinds.get(1).baseHertz().optional()).as("one for both").isEmpty();
  }

  @Test
  void packagesCoresAndNodes() {
    Cpu cpu = cpu(OperatingSystem.WINDOWS);
    assertThat(cpu.packages().optional().orElseThrow().getFirst().cores())
        .extracting(core -> core.cpus())
        .containsExactly(List.of(0, 1), List.of(2, 3), List.of(4));
    assertThat(cpu.nodes().optional().orElseThrow().getFirst().cpus()).hasSize(5);
    assertThat(cpu(OperatingSystem.NETBSD).nodes().reason().orElseThrow()).contains("NetBSD");
  }

  @Test
  void cachesOfEachSort() {
    List<CpuCache> caches = cpu(OperatingSystem.WINDOWS).caches().optional().orElseThrow();
    assertThat(caches).extracting(CpuCache::level).containsExactly(1, 1, 2);
    assertThat(caches.get(0).bytes().optional()).contains(49152L);
    assertThat(caches.get(1).bytes().reason()).as("0 is no size").isPresent();
    assertThat(caches).allMatch(cache -> cache.cpus().optional().isEmpty());
    processor.put("getProcessorCaches", List.of());
    assertThat(cpu(OperatingSystem.WINDOWS).caches().optional()).isEmpty();
  }

  @Test
  void frequenciesThatNobodyHasAreUnknown() {
    oneKind();
    identifier("GenuineIntel", "Intel", -1);
    processor.put("getMaxFreq", 4_600_000_000L << 32);
    processor.put("getCurrentFreq", new long[0]);
    CpuKind kind = cpu(OperatingSystem.OPENBSD).kinds().optional().orElseThrow().getFirst();
    assertThat(kind.baseHertz().reason().orElseThrow()).contains("it says -1");
    assertThat(kind.maximumHertz().reason().orElseThrow()).contains("no processor has");
    assertThat(kind.currentHertz().reason().orElseThrow()).contains("CPU 0");
    assertThat(kind.role()).isEmpty();
  }

  @Test
  void theFrequencyOfEveryAppleProcessorIsUnknown() {
    oneKind();
    identifier("Apple Inc.", "Apple M1", 2_400_000_000L);
    processor.put("getMaxFreq", 3_204_000_000L);
    CpuKind kind = cpu(OperatingSystem.MACOS).kinds().optional().orElseThrow().getFirst();
    assertThat(kind.baseHertz().reason().orElseThrow()).contains("Apple");
    assertThat(kind.maximumHertz().optional()).contains(3_204_000_000L);
    identifier("GenuineIntel", "Intel(R) Core(TM) i9", 2_400_000_000L);
    assertThat(
            cpu(OperatingSystem.MACOS)
                .kinds()
                .optional()
                .orElseThrow()
                .getFirst()
                .baseHertz()
                .optional())
        .as("one from Intel may well have it")
        .contains(2_400_000_000L);
  }

  @Test
  void emptyNamesAndListsAreUnknown() {
    identifier("", "unknown", 0);
    processor.put("getLogicalProcessors", List.of());
    Cpu cpu = cpu(OperatingSystem.DRAGONFLY);
    assertThat(cpu.vendor().optional()).isEmpty();
    assertThat(cpu.kinds().optional()).isEmpty();
    assertThat(cpu.packages().optional()).isEmpty();
  }

  @Test
  void noSignOfAHypervisorIsNoProof() {
    assertThat(cpu(OperatingSystem.WINDOWS).virtualisation().optional()).isEmpty();
    hardware.put("getVirtualization", Optional.of("Hyper-V"));
    assertThat(cpu(OperatingSystem.WINDOWS).virtualisation().optional().orElseThrow())
        .isInstanceOfSatisfying(
            Virtualisation.Guest.class,
            guest -> assertThat(guest.hypervisor().optional()).contains("Hyper-V"));
  }

  /** This Java is the tests' own: Apple's processors run one for amd64, but as something else. */
  @Test
  void anEmulatedJavaDoesNotKnowTheArchitecture() {
    identifier("Apple Inc.", "Apple M1", 0);
    boolean isArm = System.getProperty("os.arch").equals("aarch64");
    assertThat(cpu(OperatingSystem.MACOS).architecture().optional().isPresent()).isEqualTo(isArm);
    identifier("GenuineIntel", "Intel", 0);
    assertThat(cpu(OperatingSystem.MACOS).architecture().optional())
        .contains(System.getProperty("os.arch"));
  }

  private void oneKind() {
    processor.put("getPhysicalProcessors", List.of());
    processor.put("getLogicalProcessors", List.of(new LogicalProcessor(0, 0, 0)));
  }

  private void identifier(String vendor, String name, long hertz) {
    processor.put(
        "getProcessorIdentifier",
        new ProcessorIdentifier(vendor, name, "6", "186", "2", "BFEBFBFF000B06A2", true, hertz));
  }

  private Cpu cpu(OperatingSystem system) {
    hardware.put("getProcessor", Saying.of(CentralProcessor.class, processor));
    return new OshiCpu(system, Saying.of(HardwareAbstractionLayer.class, hardware)).read();
  }
}
