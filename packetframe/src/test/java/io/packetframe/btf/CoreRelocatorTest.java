package io.packetframe.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.PacketFrameException;
import io.packetframe.elf.ObjectFile;
import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import io.packetframe.spec.CoreRelocation;
import io.packetframe.spec.CoreRelocation.Kind;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.ObjectSpec;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.testing.Blessed;
import io.packetframe.testing.TestObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs as clang makes them, against types that clang made. */
class CoreRelocatorTest {
  private static final int MUTATIONS = 3_000;

  private static ObjectSpec object() throws ObjectException {
    return ObjectFile.parse(TestObjects.bytes("core_places"));
  }

  private static byte[] target() throws ObjectException {
    return BtfWriter.write(ObjectFile.parse(TestObjects.bytes("core_target")).btf().orElseThrow());
  }

  private static CoreRelocator relocator(ObjectSpec object, byte[] target) throws ObjectException {
    return new CoreRelocator(
        object.btf().orElseThrow(), CoreTargets.only(LazyBtf.open("target", target)));
  }

  /** libbpf 1.1.2 makes the same of core_places.bpf.o with core_target.bpf.o as custom BTF. */
  @Test
  void theInstructionsAreThoseOfLibbpf() throws PacketFrameException {
    ObjectSpec object = object();
    CoreRelocator relocator = relocator(object, target());
    StringBuilder text = new StringBuilder();
    for (ProgramSpec program : object.programs()) {
      ProgramSpec relocated = relocator.relocate(program);
      assertThat(relocated.coreRelocations()).isEmpty();
      assertThat(relocated.references()).isEqualTo(program.references());
      assertThat(relocated.lines()).isEqualTo(program.lines());
      text.append("program ").append(program.name()).append('\n');
      List<Instruction> instructions = relocated.instructions();
      for (CoreRelocation relocation : program.coreRelocations()) {
        int index = relocation.instruction();
        text.append(relocation.kind().word()).append(' ').append(relocation.access());
        text.append(": ").append(line(program.instructions(), index));
        text.append(" -> ").append(line(instructions, index)).append('\n');
      }
    }
    Blessed.compare(
        "packetframe/src/test/resources/io/packetframe/btf/core_places.txt", text.toString());
  }

  private static String line(List<Instruction> instructions, int index) {
    Instruction first = instructions.get(index);
    String text =
        "%02x r%d r%d %d %d"
            .formatted(
                first.opcode(),
                first.destination(),
                first.source(),
                first.offset(),
                first.immediate());
    return first.opcode() == 0x18 ? text + "/" + instructions.get(index + 1).immediate() : text;
  }

  @Test
  void theirOwnTypesChangeNothing() throws PacketFrameException {
    ObjectSpec object = object();
    CoreRelocator relocator = relocator(object, BtfWriter.write(object.btf().orElseThrow()));
    for (ProgramSpec program : object.programs()) {
      // About bit fields, loaders ask for the smallest load and compilers for their own.
      if (!program.name().equals("ask")) {
        assertThat(relocator.relocate(program).instructions())
            .as(program.name())
            .isEqualTo(program.instructions());
      }
    }
  }

  @Test
  void aProgramWithoutQuestionsNeedsNoTypes() throws PacketFrameException {
    Btf none = new Btf(List.of(new BtfType.VoidType()));
    ProgramSpec program = new ProgramSpec("p", ProgramType.XDP, List.of(Instruction.exit()), "GPL");
    CoreTargets refusing =
        new CoreTargets() {
          @Override
          public LazyBtf kernel() {
            throw new AssertionError("asked for types");
          }

          @Override
          public List<LazyBtf> modules() {
            throw new AssertionError("asked for types");
          }
        };
    assertThat(new CoreRelocator(none, refusing).relocate(program)).isSameAs(program);
  }

  @Test
  void damagedKernelTypesAreAnswered() throws PacketFrameException {
    Random random = new Random(20261122);
    ObjectSpec object = object();
    byte[] target = target();
    int answered = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] damaged = target.clone();
      for (int n = random.nextInt(3); n >= 0; n--) {
        damaged[24 + random.nextInt(damaged.length - 24)] = (byte) random.nextInt();
      }
      answered += relocateAll(object, damaged);
    }
    assertThat(answered).as("programs relocated").isGreaterThan(MUTATIONS);
  }

  private static int relocateAll(ObjectSpec object, byte[] target) {
    int relocated = 0;
    try {
      CoreRelocator relocator = relocator(object, target);
      for (ProgramSpec program : object.programs()) {
        assertThat(relocator.relocate(program).instructions())
            .hasSameSizeAs(program.instructions());
        relocated++;
      }
    } catch (PacketFrameException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
    return relocated;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void damagedQuestionsAreAnswered(long seed) throws PacketFrameException {
    Random random = new Random(seed);
    ObjectSpec object = object();
    CoreRelocator relocator = relocator(object, target());
    int types = object.btf().orElseThrow().count();
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      ProgramSpec program = object.programs().get(random.nextInt(object.programs().size()));
      StringBuilder access = new StringBuilder();
      for (int n = random.nextInt(5); n >= 0; n--) {
        access.append(random.nextInt(8) == 0 ? random.nextInt() : random.nextInt(20)).append(':');
      }
      access.setLength(access.length() - random.nextInt(2));
      int index = random.nextInt(program.instructions().size() + 1);
      Kind kind = Kind.of(random.nextInt(13)).orElseThrow();
      CoreRelocation question =
          new CoreRelocation(index, random.nextInt(types + 2) - 1, access.toString(), kind);
      try {
        assertThat(relocator.relocate(with(program, question)).instructions()).isNotEmpty();
      } catch (CoreException e) {
        assertThat(e.problem()).isNotBlank();
        refused++;
      }
    }
    assertThat(refused).isPositive().isLessThan(MUTATIONS);
  }

  private static ProgramSpec with(ProgramSpec program, CoreRelocation relocation) {
    return new ProgramSpec(
        program.name(),
        program.type(),
        program.section(),
        program.instructions(),
        program.references(),
        program.functions(),
        program.lines(),
        new ArrayList<>(List.of(relocation)),
        program.license());
  }

  @Test
  void theKernelsTypesMayContradictEachOther() throws PacketFrameException {
    ObjectSpec object = object();
    CoreRelocator relocator = relocator(object, target());
    ProgramSpec ask = object.program("ask").orElseThrow();
    CoreRelocation same = ask.coreRelocations().getLast();
    CoreRelocation differs =
        new CoreRelocation(same.instruction(), same.type(), "0:1", same.kind());
    assertThatThrownBy(() -> relocator.relocate(with(ask, differs)))
        .isInstanceOfSatisfying(
            CoreException.class,
            e -> {
              assertThat(e.program()).isEqualTo("ask");
              assertThat(e.instruction()).isEqualTo(same.instruction());
              assertThat(e.relocation())
                  .isEqualTo(
                      "<byte_off> [" + same.type() + "] struct twice.differs (0:1 @ offset 4)");
            })
        .hasMessageStartingWith("program ask (section raw_tp/ask), instruction ")
        .hasMessageEndingWith("ambiguous: the kernel has it at bit 32 and at bit 64");
  }
}
