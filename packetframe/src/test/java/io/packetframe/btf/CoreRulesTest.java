package io.packetframe.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.PacketFrameException;
import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import io.packetframe.spec.BtfType.Constant;
import io.packetframe.spec.BtfType.Member;
import io.packetframe.spec.CoreRelocation;
import io.packetframe.spec.CoreRelocation.Kind;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramSection;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of relocation that no compiler shows at will, on types made by hand. */
class CoreRulesTest {
  private static final BtfType INT = new BtfType.Int("int", 4, 1, 0, 32);
  private static final BtfType UNSIGNED = new BtfType.Int("unsigned int", 4, 0, 0, 32);
  private static final BtfType LONG = new BtfType.Int("long", 8, 0, 0, 64);

  /** The first type that a test adds: 1 to 3 are the integers. */
  private static final int OWN = 4;

  private static Btf btf(BtfType... types) {
    List<BtfType> all = new ArrayList<>(List.of(new BtfType.VoidType(), INT, UNSIGNED, LONG));
    all.addAll(Arrays.asList(types));
    return new Btf(all);
  }

  private static BtfType struct(String name, long size, Member... members) {
    return new BtfType.Struct(name, size, false, List.of(members));
  }

  private static Member member(String name, int type, long byteOffset) {
    return new Member(name, type, byteOffset * 8, 0);
  }

  private static ProgramSpec program(CoreRelocation relocation, Instruction... instructions) {
    return new ProgramSpec(
        "p",
        ProgramType.XDP,
        ProgramSection.of("xdp"),
        List.of(instructions),
        List.of(),
        List.of(),
        List.of(),
        List.of(relocation),
        "GPL");
  }

  /** Returns what the first instruction becomes, of a question about the first own type. */
  private static Instruction relocated(
      Btf local, Btf target, Kind kind, String access, Instruction... instructions)
      throws PacketFrameException {
    CoreTargets targets = CoreTargets.only(LazyBtf.open("target", BtfWriter.write(target)));
    CoreRelocation relocation = new CoreRelocation(0, OWN, access, kind);
    return new CoreRelocator(local, targets)
        .relocate(program(relocation, instructions))
        .instructions()
        .getFirst();
  }

  private static int answer(Btf local, Btf target, Kind kind, String access, int before)
      throws PacketFrameException {
    return relocated(local, target, kind, access, Instruction.move(1, before)).immediate();
  }

  private static void refused(
      String problem, Btf local, Btf target, Kind kind, String access, Instruction... code) {
    assertThatThrownBy(() -> relocated(local, target, kind, access, code))
        .isInstanceOfSatisfying(
            CoreException.class, e -> assertThat(e.problem()).isEqualTo(problem));
  }

  private static final Btf LOCAL = btf(struct("s", 8, member("a", 1, 0), member("b", 2, 4)));

  @ParameterizedTest
  @ValueSource(
      strings = {"", ":", "0:", ":0", "x", "-1", "0:-1", "0: 1", "2147483648", "0::1", "+1"})
  void placesAreIndices(String access) {
    refused(
        "expected indices, e.g. 0:1:2, found " + access,
        LOCAL,
        LOCAL,
        Kind.FIELD_BYTE_OFFSET,
        access,
        Instruction.move(1, 0));
  }

  @Test
  void placesAreInTheirTypes() {
    Instruction move = Instruction.move(1, 0);
    refused(
        "expected a member below 2 of type 4, found 2",
        LOCAL,
        LOCAL,
        Kind.FIELD_EXISTS,
        "0:2",
        move);
    refused(
        "expected a struct, a union or an array as type 1",
        LOCAL,
        LOCAL,
        Kind.FIELD_EXISTS,
        "0:0:0",
        move);
    refused("expected a constant of an enumeration", LOCAL, LOCAL, Kind.ENUMVAL_VALUE, "0", move);
    refused("expected 0 as the place in a type, found 1", LOCAL, LOCAL, Kind.TYPE_SIZE, "1", move);
    Btf array =
        btf(struct("s", 12, member("a", 5, 0), member("b", 1, 8)), new BtfType.Array(1, 1, 2));
    refused("expected an element below 2, found 2", array, array, Kind.FIELD_EXISTS, "0:0:2", move);
    Btf notLast =
        btf(struct("s", 12, member("a", 5, 0), member("b", 1, 8)), new BtfType.Array(1, 1, 0));
    refused(
        "expected an element below 0, found 0", notLast, notLast, Kind.FIELD_EXISTS, "0:0:0", move);
    refused(
        "expected an offset of 32 bits, found 4294967296 bits",
        LOCAL,
        LOCAL,
        Kind.FIELD_BYTE_OFFSET,
        "2147483647:0",
        move);
    refused(
        "expected at most 64 indices",
        LOCAL,
        LOCAL,
        Kind.FIELD_EXISTS,
        "0" + ":0".repeat(64),
        move);
    refused(
        "type 4 (s) has no size",
        btf(new BtfType.Forward("s", false)),
        LOCAL,
        Kind.FIELD_EXISTS,
        "0",
        move);
    refused(
        "a type without a name cannot be found in a kernel",
        btf(struct("", 4, member("a", 1, 0))),
        LOCAL,
        Kind.FIELD_EXISTS,
        "0:0",
        move);
  }

  @Test
  void theInstructionHoldsWhatTheCompilerMeant() {
    Btf far = btf(struct("s", 40_008, member("b", 2, 32_768), member("a", 1, 0)));
    Instruction load = new Instruction(0x61, 1, 2, 4, 0);
    refused(
        "offset 32768 does not fit a load or store",
        LOCAL,
        far,
        Kind.FIELD_BYTE_OFFSET,
        "0:1",
        load);
    refused(
        "expected 4 in the instruction, found 5",
        LOCAL,
        far,
        Kind.FIELD_BYTE_OFFSET,
        "0:1",
        new Instruction(0x61, 1, 2, 5, 0));
    refused(
        "expected 4 in the instruction, found 3",
        LOCAL,
        far,
        Kind.FIELD_BYTE_OFFSET,
        "0:1",
        Instruction.move(1, 3));
    refused(
        "expected arithmetic with a number, found one with a register",
        LOCAL,
        far,
        Kind.FIELD_BYTE_OFFSET,
        "0:1",
        new Instruction(0xbf, 1, 2, 0, 4));
    refused(
        "expected a load, a store or arithmetic, found opcode 0x95",
        LOCAL,
        far,
        Kind.FIELD_BYTE_OFFSET,
        "0:1",
        Instruction.exit());
    Instruction wide = new Instruction(0x18, 1, 0, 0, 4);
    refused(
        "expected a second slot of a 64-bit load, found the end",
        LOCAL,
        far,
        Kind.FIELD_BYTE_OFFSET,
        "0:1",
        wide);
    refused(
        "expected a 64-bit load of a number",
        LOCAL,
        far,
        Kind.FIELD_BYTE_OFFSET,
        "0:1",
        wide,
        Instruction.exit());
    refused(
        "expected a 64-bit load of a number",
        LOCAL,
        far,
        Kind.FIELD_BYTE_OFFSET,
        "0:1",
        new Instruction(0x30, 0, 0, 0, 4),
        Instruction.exit());
    refused(
        "expected 4 in the instruction, found 4294967300",
        LOCAL,
        far,
        Kind.FIELD_BYTE_OFFSET,
        "0:1",
        wide,
        new Instruction(0, 0, 0, 0, 1));
  }

  @Test
  void storesOfNumbersAreMovedAndResized() throws PacketFrameException {
    Btf target = btf(struct("s", 16, member("b", 3, 8)));
    assertThat(
            relocated(
                LOCAL, target, Kind.FIELD_BYTE_OFFSET, "0:1", new Instruction(0x62, 1, 0, 4, 7)))
        .isEqualTo(new Instruction(0x7a, 1, 0, 8, 7));
    refused(
        "expected a load or store of 4 bytes, found one of 2",
        LOCAL,
        target,
        Kind.FIELD_BYTE_OFFSET,
        "0:1",
        new Instruction(0x6a, 1, 0, 4, 7));
  }

  @Test
  void aSignedFieldOfAnotherSizeIsPoison() throws PacketFrameException {
    Btf target = btf(struct("s", 16, member("a", 3, 8)));
    assertThat(
            relocated(
                LOCAL, target, Kind.FIELD_BYTE_OFFSET, "0:0", new Instruction(0x61, 1, 2, 0, 0)))
        .isEqualTo(Instruction.call(CorePatch.POISON));
    assertThat(answer(LOCAL, target, Kind.FIELD_BYTE_OFFSET, "0:0", 0))
        .as("its address")
        .isEqualTo(8);
  }

  @Test
  void constantsAreFoundInEitherKindOfEnumeration() throws PacketFrameException {
    Btf local =
        btf(new BtfType.Enumeration("e", 4, false, List.of(new Constant("A", 0xffffffffL))));
    Btf target =
        btf(
            new BtfType.Enumeration64(
                "e___new", 8, false, List.of(new Constant("B", 1), new Constant("A___x", 5))));
    assertThat(answer(local, target, Kind.ENUMVAL_VALUE, "0", -1)).isEqualTo(5);
    assertThat(answer(local, btf(), Kind.ENUMVAL_EXISTS, "0", 1)).isZero();
  }

  @Test
  void oneRelocationNarrowsTheNext() throws PacketFrameException {
    Btf target =
        btf(
            struct("s", 8, member("a", 1, 0), member("b", 2, 4)),
            struct("s___other", 8, member("b", 2, 0)));
    CoreTargets targets = CoreTargets.only(LazyBtf.open("target", BtfWriter.write(target)));
    CoreRelocation both = new CoreRelocation(0, OWN, "0:1", Kind.FIELD_BYTE_OFFSET);
    CoreRelocation first = new CoreRelocation(0, OWN, "0:0", Kind.FIELD_BYTE_OFFSET);
    CoreRelocator relocator = new CoreRelocator(LOCAL, targets);
    assertThatThrownBy(() -> relocator.relocate(program(both, Instruction.move(1, 4))))
        .hasMessageEndingWith("ambiguous: the kernel has it at bit 32 and at bit 0");
    ProgramSpec _ = relocator.relocate(program(first, Instruction.move(1, 0)));
    assertThat(relocator.relocate(program(both, Instruction.move(1, 4))).instructions())
        .containsExactly(Instruction.move(1, 4));
  }

  @Test
  void modulesAreAskedForWhatTheKernelHasNot() throws PacketFrameException {
    LazyBtf kernel = LazyBtf.open("kernel", BtfWriter.write(btf(struct("other", 4))));
    LazyBtf module =
        LazyBtf.open("module", BtfWriter.write(btf(struct("s", 24, member("a", 1, 20)))));
    CoreTargets targets =
        new CoreTargets() {
          @Override
          public LazyBtf kernel() {
            return kernel;
          }

          @Override
          public List<LazyBtf> modules() {
            return List.of(kernel, module);
          }
        };
    CoreRelocation relocation = new CoreRelocation(0, OWN, "0:0", Kind.FIELD_BYTE_OFFSET);
    assertThat(
            new CoreRelocator(LOCAL, targets)
                .relocate(program(relocation, Instruction.move(1, 0)))
                .instructions())
        .containsExactly(Instruction.move(1, 20));
  }

  @Test
  void typesThatContainEachOtherEnd() {
    List<Member> anonymous = Collections.nCopies(40, new Member("", OWN, 0, 0));
    Btf target = btf(new BtfType.Struct("s", 4, false, anonymous));
    refused(
        "expected at most 64 indices",
        LOCAL,
        target,
        Kind.FIELD_EXISTS,
        "0:0",
        Instruction.move(1, 1));
    List<BtfType> deep = new ArrayList<>(btf().types());
    for (int i = 0; i < 30; i++) {
      List<Member> both = Collections.nCopies(2, new Member("", deep.size() + 1, 0, 0));
      deep.add(new BtfType.Struct(i == 0 ? "s" : "", 4, false, both));
    }
    deep.add(struct("", 4));
    refused(
        "expected at most 50000000 types and members to compare",
        LOCAL,
        new Btf(deep),
        Kind.FIELD_EXISTS,
        "0:0",
        Instruction.move(1, 1));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0"})
  void aFieldOfAnotherKindIsNone(int targetType, int exists) throws PacketFrameException {
    BtfType pointer = new BtfType.Pointer(0);
    Btf target = btf(struct("s", 8, member("a", targetType == 0 ? 2 : 5, 0)), pointer);
    assertThat(answer(LOCAL, target, Kind.FIELD_EXISTS, "0:0", 1)).isEqualTo(exists);
  }

  @Test
  void matchesAreStrict() throws PacketFrameException {
    BtfType forward = new BtfType.Forward("x", false);
    BtfType pointer = new BtfType.Pointer(6);
    BtfType local = struct("s", 8, member("a", 1, 0), member("p", 5, 8));
    Btf ours = btf(local, pointer, forward);
    BtfType x = struct("x", 4);
    assertThat(
            matches(
                ours,
                btf(
                    struct("s", 24, member("p", 5, 0), member("z", 1, 8), member("a", 1, 12)),
                    pointer,
                    x)))
        .isEqualTo(1);
    assertThat(matches(ours, btf(struct("s", 8, member("p", 5, 0)), pointer, x)))
        .as("too few")
        .isZero();
    assertThat(matches(ours, btf(struct("s", 8, member("a", 2, 0), member("p", 5, 8)), pointer, x)))
        .as("unsigned")
        .isZero();
    assertThat(
            matches(
                ours,
                btf(
                    struct("s", 8, member("a", 1, 0), member("p", 5, 8)),
                    pointer,
                    new BtfType.Union("x", 4, false, List.of()))))
        .as("a union behind the pointer")
        .isZero();
    assertThat(
            matches(
                ours,
                btf(struct("s", 8, member("a", 1, 0), member("p", 5, 8)), pointer, struct("y", 4))))
        .as("another name behind the pointer")
        .isZero();
  }

  private static int matches(Btf local, Btf target) throws PacketFrameException {
    return answer(local, target, Kind.TYPE_MATCHES, "0", 1);
  }

  @Test
  void functionsAreComparedByTheirParameters() throws PacketFrameException {
    BtfType callback = new BtfType.Typedef("f", 5);
    Btf ours =
        btf(callback, new BtfType.FunctionPrototype(1, List.of(new BtfType.Parameter("x", 1))));
    Btf same =
        btf(callback, new BtfType.FunctionPrototype(3, List.of(new BtfType.Parameter("y", 2))));
    Btf more =
        btf(
            callback,
            new BtfType.FunctionPrototype(
                1, Collections.nCopies(2, new BtfType.Parameter("x", 1))));
    assertThat(answer(ours, same, Kind.TYPE_EXISTS, "0", 1)).isEqualTo(1);
    assertThat(answer(ours, more, Kind.TYPE_EXISTS, "0", 1)).isZero();
    assertThat(matches(ours, same)).isZero();
    assertThat(matches(ours, ours)).isEqualTo(1);
  }
}
