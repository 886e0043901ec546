package io.packetframe.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.btf.BtfParser;
import io.packetframe.elf.ObjectFile;
import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.spec.ObjectSpec;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.ScriptedSyscalls;
import io.packetframe.testing.TestObjects;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How an object's types come to the kernel, and what happens where it refuses them. */
class TypeUploaderTest {
  private final ScriptedSyscalls kernel = new ScriptedSyscalls();
  private final List<Integer> typed = new ArrayList<>();
  private final List<Integer> mapTypes = new ArrayList<>();

  TypeUploaderTest() {
    kernel.onBpf(
        BpfCommand.PROG_LOAD,
        attr -> {
          typed.add(attr.u32(72));
          assertThat(attr.u32(88) > 0).as("functions with types only").isEqualTo(attr.u32(72) > 0);
          return 0;
        });
    kernel.onBpf(
        BpfCommand.MAP_CREATE,
        attr -> {
          mapTypes.add(attr.u32(48));
          return 0;
        });
  }

  @AfterEach
  void nothingStaysOpen() {
    assertThat(kernel.openDescriptors()).isEmpty();
  }

  @Test
  void aKernelThatTakesThemIsAskedOnce() throws Exception {
    load("functions");
    assertThat(typesSent()).isEqualTo(1);
    assertThat(typed).containsExactly(3, 3);
    assertThat(mapTypes).containsExactly(3);
  }

  @Test
  void anOldKernelIsAskedOnceWhatItLacksAndGetsTheRest() throws Exception {
    // As 5.4: functions of global linkage came with 5.6.
    kernel.onBpf(
        BpfCommand.BTF_LOAD,
        attr -> types(attr).stream().anyMatch(TypeUploaderTest::isNewerThan54) ? -22 : 0);
    load("functions");
    int first = typesSent();
    load("functions");
    assertThat(typesSent() - first).as("the answers are kept").isEqualTo(1);
    assertThat(typed).hasSize(4).doesNotContain(0);
  }

  @Test
  void whereTheAnswersLeaveDoubtTheyAreAskedAgain() throws Exception {
    kernel.onBpf(
        BpfCommand.BTF_LOAD,
        attr -> attr.u32(16) > 200 ? -22 : ScriptedSyscalls.refusal(Errno.ENOMEM));
    load("functions");
    int first = typesSent();
    load("functions");
    assertThat(typesSent()).isEqualTo(2 * first);
  }

  @Test
  void withoutTypesAnObjectIsLoadedThatNeedsNone() throws Exception {
    kernel.onBpf(BpfCommand.BTF_LOAD, _ -> ScriptedSyscalls.refusal(Errno.EPERM));
    load("functions");
    assertThat(typed).containsOnly(0);
    assertThat(mapTypes).containsOnly(0);
  }

  @Test
  void withoutTypesAStorageMapIsRefusedWithTheKernelsWord() throws Exception {
    kernel.onBpf(
        BpfCommand.BTF_LOAD,
        attr -> {
          if (attr.u32(24) == 1) {
            attr.target(8)
                .put(0, "[1] INT int bad size\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
          }
          return ScriptedSyscalls.refusal(Errno.EPERM);
        });
    ObjectSpec object = ObjectFile.parse(TestObjects.bytes("functions"));
    ObjectSpec storing =
        new ObjectSpec(
            List.of(),
            List.of(new MapSpec("kept", MapType.SK_STORAGE, 4, 4, 0, 1)),
            "",
            object.btf(),
            List.of());
    assertThatThrownBy(() -> BpfObject.load(kernel, storing, LoadOptions.defaults()).close())
        .hasMessage(
            "load the object's types: EPERM (operation not permitted): [1] INT int bad size");
  }

  @Test
  void aMapWhoseTypesAreRefusedIsMadeWithoutThem() throws Exception {
    kernel.onBpf(
        BpfCommand.MAP_CREATE,
        attr -> {
          mapTypes.add(attr.u32(48));
          return attr.u32(48) == 0 ? 0 : ScriptedSyscalls.refusal(Errno.ENOTSUPP);
        });
    load("functions");
    assertThat(mapTypes).containsExactly(3, 0);
  }

  private static boolean isNewerThan54(BtfType type) {
    return switch (type) {
      case BtfType.Function function -> function.linkage() != BtfType.Linkage.STATIC;
      case BtfType.FloatingPoint _,
          BtfType.DeclarationTag _,
          BtfType.TypeTag _,
          BtfType.Enumeration64 _ ->
          true;
      default -> false;
    };
  }

  private static List<BtfType> types(KernelStruct attr) {
    ByteBuffer sent = attr.target(0);
    byte[] bytes = new byte[attr.u32(16)];
    sent.get(0, bytes);
    try {
      Btf btf = BtfParser.parse(bytes);
      return btf.types();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void load(String name) throws Exception {
    BpfObject.load(kernel, ObjectFile.parse(TestObjects.bytes(name)), LoadOptions.defaults())
        .close();
  }

  private int typesSent() {
    return Collections.frequency(kernel.calls(), BpfCommand.BTF_LOAD);
  }
}
