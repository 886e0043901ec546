package io.packetframe.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.elf.ObjectFile;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.spec.ObjectSpec;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.FailingSyscalls;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.ScriptedSyscalls;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.TestObjects;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps of a load, on a kernel that answers as the test says. */
class ObjectLoaderTest {
  /** More than any load of ours has. */
  private static final int MANY = 1000;

  private final ScriptedSyscalls kernel = new ScriptedSyscalls();
  private final LoadOptions options =
      LoadOptions.defaults().named("test").pinsIn(Path.of("/sys/fs/bpf/test"));

  ObjectLoaderTest() {
    kernel.onBpf(BpfCommand.OBJ_GET, _ -> ScriptedSyscalls.refusal(Errno.ENOENT));
  }

  @AfterEach
  void nothingStaysOpen() {
    assertThat(kernel.openDescriptors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nested", "maps", "globals", "functions", "constants", "plain"})
  void aRefusalOfAnyStepIsToldWithItsNameAndNothingStays(String name) throws Exception {
    for (int place = 1; place < MANY; place++) {
      try {
        BpfObject.load(FailingSyscalls.at(place, Errno.EPERM, kernel), object(name), options)
            .close();
        if (isBeyondTheLast(name, place)) {
          assertThat(place).as("steps of " + name).isGreaterThan(1);
          return;
        }
      } catch (BpfException e) {
        assertThat(e.errno()).isEqualTo(Errno.EPERM);
        assertThat(e)
            .hasMessageMatching(
                "(create|freeze|fill slot \\d+ of|load|pin|open pinned|read about) .*EPERM.*");
      }
      assertThat(kernel.openDescriptors()).as("after place " + place).isEmpty();
    }
    throw new AssertionError("the load of " + name + " has no end");
  }

  /** Tells whether a load has fewer steps: then no refusal is met in it, as in this one. */
  private boolean isBeyondTheLast(String name, int place) throws Exception {
    int before = kernel.calls().size();
    BpfObject.load(kernel, object(name), options).close();
    return kernel.calls().size() - before < place;
  }

  @Test
  void descriptorsOfMapsStandInTheCode() throws Exception {
    List<int[]> codes = new ArrayList<>();
    kernel.onBpf(
        BpfCommand.PROG_LOAD,
        attr -> {
          codes.add(immediates(attr));
          return 0;
        });
    try (BpfObject object = BpfObject.load(kernel, object("maps"), options)) {
      assertThat(codes).hasSize(1);
      assertThat(codes.getFirst()[4]).isEqualTo(object.map("counters").fd().number());
      assertThat(codes.getFirst()[13]).isEqualTo(object.map("ports").fd().number());
    }
  }

  @Test
  void mapsHaveTheNamesOfOtherLoaders() throws Exception {
    List<String> names = new ArrayList<>();
    kernel.onBpf(
        BpfCommand.MAP_CREATE,
        attr -> {
          names.add(NativeMemory.text(attr.memory(), 28, 16));
          return 0;
        });
    BpfObject.load(kernel, object("globals"), LoadOptions.defaults().named("a-long.name")).close();
    assertThat(names)
        .containsExactly(
            "a_long.n.rodata",
            "a_long.n.data",
            ".data.drops",
            ".data.own",
            ".rodata.str1.1",
            "a_long.n.bss",
            ".bss.scratch");
  }

  @Test
  void optionsThatNameNothingAreRefusedBeforeTheKernelIsAsked() throws Exception {
    assertRefused("maps", options.entries("nope", 1), "map nope: the object has no such");
    Path pin = Path.of("/pin");
    assertRefused("maps", options.reuse("nope", pin), "map nope: the object has no such");
    assertRefused(
        "globals", options.reuse(".bss", pin), "map .bss has content of its own: it is not reused");
    assertRefused("maps", options.without("nope"), "program nope: the object has no such");
    assertRefused(
        "maps",
        options.target("nope", AttachTarget.none()),
        "program nope: the object has no such");
    assertRefused(
        "globals", options.set("nope", 1), "variable nope: the object has no such, or two");
    assertRefused(
        "globals", options.entries(".bss", 2), "map .bss holds variables: it has one entry");
    assertRefused(
        "sections",
        options,
        "program unknown: its section mystery says no program type: choose one that does, or leave"
            + " the program out");
  }

  @Test
  void mapsThatNobodyCanMakeYetAreRefusedByName() {
    for (MapType type : List.of(MapType.STRUCT_OPS, MapType.ARENA)) {
      ObjectSpec object =
          new ObjectSpec(
              List.of(),
              List.of(new MapSpec("odd", type, 4, 4, 1, 0)),
              "",
              Optional.empty(),
              List.of());
      assertThatThrownBy(() -> BpfObject.load(kernel, object, options).close())
          .isInstanceOf(LoadException.class)
          .hasMessage("map odd: maps of type " + type + " are not supported");
    }
    assertThat(kernel.calls()).isEmpty();
  }

  @Test
  void aSignalWhileTheVerifierRunsIsNoRefusal() throws Exception {
    List<Integer> attempts = new ArrayList<>();
    kernel.onBpf(
        BpfCommand.PROG_LOAD,
        attr -> {
          attempts.add(attr.u32(24));
          return attempts.size() < 3 ? ScriptedSyscalls.refusal(Errno.EAGAIN) : 0;
        });
    BpfObject.load(kernel, object("constants"), options).close();
    assertThat(attempts).as("each without a log").containsExactly(0, 0, 0);
  }

  @Test
  void aPinThatCannotBeMadeTakesTheOthersBack() throws Exception {
    ObjectSpec object = object("maps");
    MapSpec pinned = object.map("allowed_networks_with_a_long_name").orElseThrow();
    MapSpec second =
        new MapSpec(
            "second",
            pinned.type(),
            pinned.keySize(),
            pinned.valueSize(),
            pinned.maxEntries(),
            pinned.flags(),
            0,
            0,
            0,
            0,
            pinned.pinning(),
            pinned.content());
    ObjectSpec two =
        new ObjectSpec(List.of(), List.of(pinned, second), "", Optional.empty(), List.of());
    List<String> pins = new ArrayList<>();
    kernel.onBpf(
        BpfCommand.OBJ_PIN,
        attr -> {
          pins.add(NativeMemory.text(attr.target(0), 0, attr.target(0).capacity()));
          return pins.size() == 1 ? 0 : ScriptedSyscalls.refusal(Errno.ENOSPC);
        });
    assertThatThrownBy(() -> BpfObject.load(recordingUnlinks(), two, options).close())
        .hasMessageContaining("pin LPM_TRIE map second at /sys/fs/bpf/test/second: ENOSPC");
    assertThat(unlinked).containsExactly(pins.getFirst());
  }

  private final List<String> unlinked = new ArrayList<>();

  private Syscalls recordingUnlinks() {
    return (Syscalls)
        Proxy.newProxyInstance(
            Syscalls.class.getClassLoader(),
            new Class<?>[] {Syscalls.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("unlink")) {
                ByteBuffer path = (ByteBuffer) arguments[0];
                unlinked.add(NativeMemory.text(path, 0, path.capacity()));
              }
              return method.getName().equals("hashCode")
                  ? System.identityHashCode(proxy)
                  : method.invoke(kernel, arguments);
            });
  }

  @Test
  void valuesThatDoNotFitAreRefused() throws Exception {
    assertRefused(
        "constants",
        options.set("mode", 256),
        "variable mode in .rodata has 1 bytes: 256 does not fit");
    assertRefused(
        "constants",
        options.set("mode", -129),
        "variable mode in .rodata has 1 bytes: -129 does not fit");
    assertRefused(
        "constants",
        options.set("verdict", 1L << 32),
        "variable verdict in .rodata has 4 bytes: 4294967296 does not fit");
    assertRefused(
        "constants",
        options.set("weights", 1),
        "variable weights in .data has 6 bytes: no integer has");
    assertRefused(
        "constants",
        options.set("weights", new byte[5]),
        "variable weights in .data: 5 bytes do not fit its 6");
  }

  @Test
  void valuesThatFitAreWhereTheVariableIs() throws Exception {
    List<ByteBuffer> values = new ArrayList<>();
    kernel.onBpf(
        BpfCommand.MAP_UPDATE_ELEM,
        attr -> {
          values.add(attr.target(16));
          return 0;
        });
    BpfObject.load(
            kernel,
            object("constants"),
            options.set("mode", 255).set("verdict", -2).set("runs", Long.MIN_VALUE))
        .close();
    assertThat(values).hasSize(3);
    assertThat(values.get(0).get(0)).isEqualTo((byte) 255);
    assertThat(values.get(0).getInt(4)).isEqualTo(-2);
    assertThat(values.get(2).getLong(0)).isEqualTo(Long.MIN_VALUE);
  }

  private void assertRefused(String name, LoadOptions refused, String message) throws Exception {
    ObjectSpec object = object(name);
    assertThatThrownBy(() -> BpfObject.load(kernel, object, refused).close())
        .isInstanceOf(LoadException.class)
        .hasMessage(message);
    assertThat(kernel.calls()).isEmpty();
  }

  private static int[] immediates(KernelStruct attr) {
    ByteBuffer code = attr.target(8);
    int[] immediates = new int[code.capacity() / 8];
    for (int i = 0; i < immediates.length; i++) {
      immediates[i] = code.getInt(8 * i + 4);
    }
    return immediates;
  }

  private static ObjectSpec object(String name) throws Exception {
    return ObjectFile.parse(TestObjects.bytes(name));
  }
}
