package io.packetframe.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.spec.Instruction;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.KernelIds;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.LockedMemory;
import io.packetframe.testing.OpenDescriptors;
import io.packetframe.testing.PrivateBpffs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pins on a BPF file system of the test's own, and what is left open after refusals. */
@KernelTest
class PinsOnThisKernelTest {
  private static final ProgramSpec PASS =
      new ProgramSpec(
          "pf_pass", ProgramType.XDP, List.of(Instruction.move(0, 2), Instruction.exit()), "GPL");

  private final Syscalls syscalls = LinuxSystem.syscalls();
  private final PrivateBpffs bpffs;
  private final Path elsewhere;

  PinsOnThisKernelTest(@TempDir Path directory, @TempDir Path elsewhere) {
    this.bpffs = PrivateBpffs.over(directory);
    this.elsewhere = elsewhere;
  }

  @BeforeAll
  static void makeRoom() {
    LockedMemory.lift();
  }

  @AfterEach
  void unmount() {
    bpffs.close();
  }

  @BeforeEach
  void warmUp() throws Exception {
    // The first round opens what the JVM keeps.
    refusals();
  }

  @Test
  void aPinnedMapOutlivesItsDescriptorAndKeepsItsEntries() throws Exception {
    MapSpec spec = new MapSpec("pf_map", MapType.HASH, 4, 4, 8, 0);
    Path pin = bpffs.pin("map");
    int id;
    try (BpfMap map = BpfMap.create(syscalls, spec)) {
      id = map.info().id();
      map.view(Codecs.U32, Codecs.U32).update(1, 2, UpdateMode.ANY);
      map.pin(pin);
      assertThatThrownBy(() -> map.pin(pin)).hasMessageContaining("EEXIST");
      assertThatThrownBy(() -> map.pin(elsewhere.resolve("map"))).hasMessageContaining("EPERM");
      assertThatThrownBy(() -> map.pin(bpffs.pin("no/where"))).hasMessageContaining("ENOENT");
    }
    try (BpfMap map = BpfMap.openPinned(syscalls, pin, spec)) {
      assertThat(map.info().id()).isEqualTo(id);
      assertThat(map.view(Codecs.U32, Codecs.U32).lookup(1)).contains(2);
    }
    Pins.remove(syscalls, pin);
    assertThat(pin).doesNotExist();
    KernelIds.awaitEnd(syscalls, KernelIds::maps, id);
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "HASH",
        "ARRAY",
        "PROG_ARRAY",
        "PERCPU_HASH",
        "PERCPU_ARRAY",
        "LPM_TRIE",
        "DEVMAP_HASH",
        "RINGBUF"
      })
  void everyTypeOfMapThatWeUseIsFoundAsItWasMade(MapType type) throws Exception {
    MapSpec spec =
        switch (type) {
          case LPM_TRIE -> new MapSpec("pf_map", type, 8, 4, 8, MapSpec.NO_PREALLOC);
          case RINGBUF -> new MapSpec("pf_map", type, 0, 0, 65536, 0);
          default -> new MapSpec("pf_map", type, 4, 4, 8, 0);
        };
    Path pin = bpffs.pin("map");
    try (BpfMap map = BpfMap.create(syscalls, spec)) {
      map.pin(pin);
      BpfMap.openPinned(syscalls, pin, spec).close();
    }
  }

  @Test
  void aPinnedMapOfAnotherDefinitionIsRefusedByItsDifferences() throws Exception {
    Path pin = bpffs.pin("map");
    try (BpfMap map =
        BpfMap.create(syscalls, new MapSpec("pf_map", MapType.LPM_TRIE, 8, 4, 8, 1))) {
      map.pin(pin);
    }
    MapSpec wanted = new MapSpec("pf_map", MapType.LPM_TRIE, 20, 4, 16, 1);
    assertThatThrownBy(() -> BpfMap.openPinned(syscalls, pin, wanted).close())
        .hasMessage(
            "pinned object " + pin + ": key size is 8, not 20, maximum of entries is 8, not 16");
  }

  @Test
  void aPinnedProgramRunsAndIsNoMap() throws Exception {
    Path pin = bpffs.pin("program");
    try (Program program = Program.load(syscalls, PASS)) {
      program.pin(pin);
    }
    try (Program program = Program.openPinned(syscalls, pin)) {
      assertThat(program.testRun(TestRun.of(new byte[60])).verdict()).isEqualTo(2);
    }
    assertThatThrownBy(() -> BpfMap.openPinned(syscalls, pin).close())
        .hasMessage("pinned object " + pin + ": kind is program, not map");
    Pins.remove(syscalls, pin);
    assertThatThrownBy(() -> Program.openPinned(syscalls, pin).close())
        .hasMessageContaining("ENOENT");
  }

  @Test
  void aFileThatIsNoPinIsLeftAlone() throws IOException {
    Path file = Files.writeString(elsewhere.resolve("file"), "mine");
    assertThatThrownBy(() -> Pins.remove(syscalls, file)).isInstanceOf(BpfException.class);
    assertThat(file).hasContent("mine");
  }

  @Test
  void refusalsLeaveNothingOpen() throws Exception {
    List<String> before = OpenDescriptors.targets();
    KernelIds.assertUnchangedBy(syscalls, this::refusals);
    assertThat(OpenDescriptors.targets()).isEqualTo(before);
  }

  private void refusals() throws Exception {
    Path pin = bpffs.pin("refusals");
    try (BpfMap map = BpfMap.create(syscalls, new MapSpec("pf_map", MapType.HASH, 4, 4, 8, 0));
        Program program = Program.load(syscalls, PASS)) {
      map.pin(pin);
      assertThatThrownBy(() -> program.pin(pin)).isInstanceOf(BpfException.class);
      // 5.10 runs programs on packets of a single byte; no kernel takes this one.
      assertThatThrownBy(() -> program.testRun(TestRun.of(new byte[1 << 20])))
          .isInstanceOf(BpfException.class);
    }
    MapSpec other = new MapSpec("pf_map", MapType.HASH, 8, 4, 8, 0);
    assertThatThrownBy(() -> BpfMap.openPinned(syscalls, pin, other).close())
        .isInstanceOf(PinMismatchException.class);
    assertThatThrownBy(() -> Program.openPinned(syscalls, pin).close())
        .isInstanceOf(PinMismatchException.class);
    Pins.remove(syscalls, pin);
    assertThatThrownBy(() -> BpfMap.openPinned(syscalls, pin).close())
        .isInstanceOf(BpfException.class);
    assertThatThrownBy(() -> Pins.remove(syscalls, pin)).isInstanceOf(BpfException.class);
    assertThatThrownBy(() -> BpfMap.openById(syscalls, -1).close())
        .isInstanceOf(BpfException.class);
    MapSpec impossible = new MapSpec("pf_map", MapType.ARRAY, 3, 4, 8, 0);
    assertThatThrownBy(() -> BpfMap.create(syscalls, impossible).close())
        .isInstanceOf(BpfException.class);
    ProgramSpec bad =
        new ProgramSpec("pf_bad", ProgramType.XDP, List.of(Instruction.exit()), "GPL");
    assertThatThrownBy(() -> Program.load(syscalls, bad).close()).isInstanceOf(BpfException.class);
  }
}
