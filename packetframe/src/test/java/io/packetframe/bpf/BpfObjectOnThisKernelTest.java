package io.packetframe.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.packetframe.elf.ObjectFile;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.spec.ObjectSpec;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.KernelIds;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.LockedMemory;
import io.packetframe.testing.PrivateBpffs;
import io.packetframe.testing.TestObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole objects, on the kernel that runs the tests. */
@KernelTest
class BpfObjectOnThisKernelTest {
  private static final byte[] PACKET = new byte[64];

  private static final Path TYPES = Path.of("/sys/kernel/btf/vmlinux");

  private final Syscalls syscalls = LinuxSystem.syscalls();

  @BeforeAll
  static void makeRoom() {
    LockedMemory.lift();
  }

  @Test
  void mapsInMapsAndProgramsInMapsAreFilled() throws Exception {
    try (BpfObject object = load("nested", LoadOptions.defaults())) {
      assertThat(object.programs()).containsOnlyKeys("entry", "reject", "accept");
      assertThat(object.program("entry").testRun(TestRun.of(PACKET)).verdict())
          .as("entry finds an inner map in slot 2 and jumps to slot 4")
          .isEqualTo(2);
      assertThat(new ProgramArray(object.map("stages")).programId(1))
          .contains(object.program("reject").info().id());
      MapView<Integer, Integer> outer = object.map("outer").view(Codecs.U32, Codecs.U32);
      assertThat(outer.lookup(0)).contains(object.map("second").info().id());
      assertThat(outer.lookup(1)).isEmpty();
      assertThat(outer.lookup(2)).contains(object.map("first").info().id());
    }
  }

  @Test
  void constantsAreSetBeforeTheVerifierSeesThem() throws Exception {
    try (BpfObject plain = load("constants", LoadOptions.defaults());
        BpfObject set =
            load(
                "constants",
                LoadOptions.defaults().set("mode", 2).set("verdict", new byte[] {3, 0, 0, 0}))) {
      assertThat(plain.program("choose").testRun(TestRun.of(PACKET)).verdict()).isEqualTo(1);
      assertThat(set.program("choose").testRun(TestRun.of(PACKET)).verdict()).isEqualTo(3);
      OptionalInt verified = plain.program("choose").info().verifiedInstructions();
      if (verified.isPresent()) {
        assertThat(set.program("choose").info().verifiedInstructions())
            .as("the branch that cannot be reached is not verified")
            .isNotEqualTo(verified);
      }
    }
  }

  @Test
  void constantsAreFrozenAndVariablesAreNot() throws Exception {
    try (BpfObject object = load("globals", LoadOptions.defaults().named("globals_of_tests"))) {
      assertThat(object.map(".rodata").info().name()).isEqualTo("globals_.rodata");
      assertThat(object.map(".bss").info().name()).isEqualTo("globals_.bss");
      assertThat(object.map(".data.drops").info().name()).isEqualTo(".data.drops");
      assertThatThrownBy(() -> zero(object.map(".rodata"))).hasMessageContaining("EPERM");
      zero(object.map(".bss"));
    }
  }

  @Test
  void aPinnedMapIsUsedAgainByTheNextLoad(@TempDir Path directory) throws Exception {
    try (PrivateBpffs pins = PrivateBpffs.over(directory)) {
      LoadOptions options = LoadOptions.defaults().pinsIn(directory);
      String name = "allowed_networks_with_a_long_name";
      int id;
      try (BpfObject first = loadMaps(options)) {
        id = first.map(name).info().id();
      }
      try (BpfObject second = loadMaps(options)) {
        assertThat(second.map(name).info().id()).isEqualTo(id);
        assertThat(second.map(name).definition().is(MapType.LPM_TRIE)).isTrue();
      }
      assertThatThrownBy(() -> loadMaps(options.entries(name, 7)).close())
          .isInstanceOf(PinMismatchException.class)
          .hasMessageContaining("maximum of entries is 1024, not 7");
      Pins.remove(syscalls, pins.pin(name));
    }
  }

  @Test
  void aMapThatIsPinnedAnywhereStandsInForOneOfTheObject(@TempDir Path directory) throws Exception {
    try (PrivateBpffs pins = PrivateBpffs.over(directory)) {
      Path pin = pins.pin("anywhere");
      LoadOptions reusing = LoadOptions.defaults().pinsIn(directory).reuse("counters", pin);
      assertThatThrownBy(() -> loadMaps(reusing).close()).hasMessageContaining("ENOENT");
      int id;
      MapSpec counters = object("maps").map("counters").orElseThrow();
      try (BpfMap map = BpfMap.create(syscalls, sized(counters, counters.maxEntries() + 1))) {
        map.pin(pin);
        id = map.info().id();
      }
      try (BpfObject object = loadMaps(reusing)) {
        assertThat(object.map("counters").info().id()).isEqualTo(id);
        assertThat(object.map("counters").definition().maxEntries())
            .isEqualTo(counters.maxEntries() + 1);
      }
      assertThatThrownBy(() -> loadMaps(reusing.reuse("ports", pin)).close())
          .isInstanceOf(PinMismatchException.class)
          .hasMessageStartingWith("pinned object " + pin + ": type is ");
      Path link = Files.createSymbolicLink(pins.pin("link"), pin);
      assertThatThrownBy(() -> loadMaps(reusing.reuse("counters", link)).close())
          .isInstanceOf(LoadException.class)
          .hasMessage("map counters: " + link + " is a symbolic link");
      Files.delete(link);
      Pins.remove(syscalls, pin);
    }
  }

  private static MapSpec sized(MapSpec map, int entries) {
    return new MapSpec(
        map.name(), map.type(), map.keySize(), map.valueSize(), entries, map.flags());
  }

  @Test
  void aPinThatIsALinkIsNotFollowed(@TempDir Path directory) throws Exception {
    try (PrivateBpffs pins = PrivateBpffs.over(directory)) {
      Path link = pins.pin("allowed_networks_with_a_long_name");
      Files.createSymbolicLink(link, pins.pin("elsewhere"));
      assertThatThrownBy(() -> loadMaps(LoadOptions.defaults().pinsIn(directory)).close())
          .isInstanceOf(LoadException.class)
          .hasMessage("map allowed_networks_with_a_long_name: " + link + " is a symbolic link");
      Files.delete(link);
    }
  }

  @Test
  void whateverFailsNothingStays(@TempDir Path directory) throws Exception {
    try (PrivateBpffs pins = PrivateBpffs.over(directory)) {
      KernelIds.assertUnchangedBy(
          syscalls,
          () -> {
            load("nested", LoadOptions.defaults()).close();
            assertThatThrownBy(() -> load("nested", LoadOptions.defaults().entries("outer", 2)))
                .hasMessageContaining("fill slot 2 of ARRAY_OF_MAPS map outer: E2BIG");
            assertThatThrownBy(() -> load("nested", LoadOptions.defaults().without("reject")))
                .isInstanceOf(LoadException.class)
                .hasMessage("map stages: slot 1 holds program reject, which is not to be loaded");
            assertThatThrownBy(() -> loadMaps(LoadOptions.defaults().pinsIn(pins.pin("none"))))
                .hasMessageContaining("pin LPM_TRIE map")
                .hasMessageContaining("ENOENT");
          });
    }
  }

  @Test
  void variablesAreLive() throws Exception {
    try (BpfObject object = load("constants", LoadOptions.defaults().set("answer", 2))) {
      Variable runs = object.variable("runs");
      assertThat(runs.get(Codecs.U64)).isZero();
      assertThat(run(object)).isEqualTo(2);
      assertThat(runs.get(Codecs.U64)).isEqualTo(1);
      object.variable("answer").set(Codecs.U32, 3);
      assertThat(run(object)).isEqualTo(3);
      runs.set(Codecs.U64, 41L);
      assertThat(run(object)).isEqualTo(3);
      assertThat(runs.get(Codecs.U64)).isEqualTo(42);
      Variable mode = object.variable("mode");
      assertThat(mode.get(Codecs.U8)).isEqualTo(1);
      assertThat(mode.isWritable()).isFalse();
      assertThatThrownBy(() -> mode.set(Codecs.U8, 2))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("variable mode in .rodata cannot be set now");
      assertThatThrownBy(() -> mode.get(Codecs.U32))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("variable mode in .rodata has 1 bytes, the codec makes 4");
    }
  }

  @Test
  void valuesOfTheKernelsConfigurationAreThere() throws Exception {
    assumeTrue(hasConfiguration(), "this kernel's configuration cannot be read");
    try (BpfObject object = load("kconfig", LoadOptions.defaults())) {
      assertThat(object.variable("LINUX_KERNEL_VERSION").get(Codecs.U32)).isGreaterThan(0x050000);
      assertThat(object.program("read_all").testRun(TestRun.of(PACKET)).verdict())
          .isGreaterThan(1)
          .isLessThan(4);
    }
    try (BpfObject object = load("kconfig", LoadOptions.defaults().set("CONFIG_HZ", 1))) {
      assertThat(object.program("read_all").testRun(TestRun.of(PACKET)).verdict())
          .as("what an option sets is not the kernel's")
          .isEqualTo(4);
    }
  }

  @Test
  void variablesOfTheKernelAreFoundByTypeOrByName() throws Exception {
    assumeTrue(Files.exists(TYPES), "this kernel has no types");
    try (BpfObject object = load("ksyms", LoadOptions.defaults())) {
      assertThat(object.program("addresses").testRun(TestRun.of(PACKET)).verdict())
          .as("what is missing and weak has no address")
          .isEqualTo(2);
      assertThat(object.variable("untyped").get(Codecs.U64))
          .isEqualTo(KernelFiles.ofThisKernel().addresses(Set.of("do_exit")).get("do_exit"));
    }
  }

  @Test
  void aVariableOfTheKernelIsFoundByItsType() throws Exception {
    assumeTrue(
        KernelFiles.ofThisKernel().addresses(Set.of("bpf_prog_active")).size() == 1,
        "this kernel does not know where its variables are (CONFIG_KALLSYMS_ALL)");
    assumeTrue(
        has(TargetKind.VARIABLE, "bpf_prog_active"),
        "this kernel's types have no variables (pahole wrote none)");
    try (BpfObject object = load("ksyms", LoadOptions.defaults().with("by_type"))) {
      assertThat(object.program("by_type").testRun(TestRun.of(PACKET)).verdict()).isEqualTo(2);
      assertThat(object.variable("typed").get(Codecs.U64)).isNotZero();
    }
  }

  @Test
  void functionsOfTheKernelAreCalled() throws Exception {
    assumeTrue(has(TargetKind.FUNCTION, "bpf_rdonly_cast"), "this kernel has not the functions");
    try (BpfObject object = load("kfunc", LoadOptions.defaults())) {
      assertThat(object.program("call").testRun(TestRun.of(PACKET)).verdict()).isEqualTo(2);
    }
  }

  @Test
  void programsAreFittedToTheKernelsTypes() throws Exception {
    assumeTrue(has(TargetKind.FUNCTION, "do_exit"), "this kernel has no types");
    try (BpfObject object = load("fitted", LoadOptions.defaults())) {
      assertThat(object.program("sizes").testRun(TestRun.of(PACKET)).verdict()).isEqualTo(2);
    }
    assertThatThrownBy(() -> load("fitted", LoadOptions.defaults().with("nowhere")).close())
        .isInstanceOf(KernelTypesException.class)
        .hasMessageContaining("no function pf_no_kernel_has_this");
  }

  private boolean has(TargetKind kind, String name) throws Exception {
    if (!Files.exists(TYPES)) {
      return false;
    }
    try (KernelTypes types = KernelTypes.ofThisKernel(syscalls)) {
      return types.symbol(kind, name).isPresent();
    }
  }

  private static boolean hasConfiguration() throws IOException {
    String release = Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip();
    return Files.exists(Path.of("/proc/config.gz"))
        || Files.exists(Path.of("/boot/config-" + release));
  }

  @Test
  void afterCloseEveryUseIsAnError() throws Exception {
    BpfObject object = load("constants", LoadOptions.defaults());
    Variable runs = object.variable("runs");
    assertThat(runs.get(Codecs.U64)).isZero();
    object.close();
    assertThatThrownBy(object::close).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> runs.get(Codecs.U64)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> object.variable("verdict").get(Codecs.U32))
        .as("a section that was not mapped yet")
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> run(object)).isInstanceOf(IllegalStateException.class);
  }

  private static int run(BpfObject object) throws BpfException {
    return object.program("choose").testRun(TestRun.of(PACKET)).verdict();
  }

  private static void zero(BpfMap map) throws BpfException {
    int size = map.definition().valueSize();
    map.view(Codecs.U32, Codecs.bytes(size)).update(0, new byte[size], UpdateMode.ANY);
  }

  private BpfObject loadMaps(LoadOptions options) throws Exception {
    // The filter wants a NUMA node of its own and a kernel of 5.16.
    ObjectSpec object = object("maps");
    return BpfObject.load(
        syscalls,
        new ObjectSpec(
            object.programs(),
            object.maps().stream().filter(map -> !map.name().equals("filter")).toList(),
            object.license(),
            Optional.empty(),
            object.leftovers()),
        options);
  }

  private BpfObject load(String name, LoadOptions options) throws Exception {
    return BpfObject.load(syscalls, object(name), options);
  }

  private static ObjectSpec object(String name) throws Exception {
    return ObjectFile.parse(TestObjects.bytes(name));
  }
}
