package io.packetframe.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.packetframe.spec.Bytes;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.MapContent;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.spec.ObjectSpec;
import io.packetframe.spec.Pinning;
import io.packetframe.spec.ProgramSection;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.spec.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules, on programs of a few instructions. */
class ObjectLintTest {
  private static final Instruction EXIT = Instruction.exit();

  static Stream<Arguments> newerInstructions() {
    return Stream.of(
        arguments("signed division", new Instruction(0x3f, 1, 2, 1, 0), "6.6"),
        arguments("move with sign extension", new Instruction(0xbf, 1, 2, 8, 0), "6.6"),
        arguments("load with sign extension", new Instruction(0x81, 1, 2, 0, 0), "6.6"),
        arguments("byte swap without condition", new Instruction(0xd7, 1, 0, 0, 16), "6.6"),
        arguments("jump by 32 bits", new Instruction(0x06, 0, 0, 0, 0), "6.6"),
        arguments("may_goto", new Instruction(0xe5, 0, 0, 0, 0), "6.9"),
        arguments("cast between address spaces", new Instruction(0xbf, 1, 2, 1, 1), "6.9"),
        arguments(
            "atomic operation beyond an addition", new Instruction(0xdb, 1, 2, 0, 0x01), "5.12"),
        arguments("load-acquire or store-release", new Instruction(0xdb, 1, 2, 0, 0x100), "6.15"),
        arguments("helper check_mtu (163)", Instruction.call(163), "5.12"),
        arguments("helper get_retval (186)", Instruction.call(186), "5.18"),
        arguments("helper xdp_load_bytes (189)", Instruction.call(189), "5.18"),
        arguments("helper cgrp_storage_delete (211)", Instruction.call(211), "6.2"));
  }

  @ParameterizedTest
  @MethodSource("newerInstructions")
  void anInstructionNamesItsFirstKernel(String what, Instruction instruction, String since) {
    ProgramReport report = lint(instruction, EXIT);
    assertThat(report.findings()).extracting(Finding::what).containsExactly(what);
    assertThat(report.since()).contains(KernelLine.parse(since));
    assertThat(report.findings().getFirst().refusedBy())
        .isEqualTo("kernels before " + since + " refuse it");
  }

  static Stream<Instruction> oldInstructions() {
    return Stream.of(
        new Instruction(0x3f, 1, 2, 0, 0),
        new Instruction(0xbf, 1, 2, 0, 0),
        new Instruction(0xdc, 1, 0, 0, 16),
        new Instruction(0xdb, 1, 2, 0, 0),
        new Instruction(0x16, 1, 0, 0, 0),
        Instruction.call(69),
        Instruction.call(155));
  }

  @ParameterizedTest
  @MethodSource("oldInstructions")
  void whatAllKernelsKnowIsNotWorthAWord(Instruction instruction) {
    ProgramReport report = lint(instruction, EXIT);
    assertThat(report.findings()).isEmpty();
    assertThat(report.since()).contains(KernelLine.OLDEST);
  }

  @Test
  void aHelperThatNobodyHasIsRefusedByAll() {
    ProgramReport report = lint(Instruction.call(212), EXIT);
    assertThat(report.since()).isEmpty();
    assertThat(report.findings().getFirst().refusedBy()).isEqualTo("every kernel refuses it");
  }

  @Test
  void theSameIsSaidOnce() {
    assertThat(lint(Instruction.call(163), Instruction.call(163), EXIT).findings())
        .singleElement()
        .extracting(Finding::instruction)
        .isEqualTo(0);
  }

  @Test
  void whatNothingReachesIsNotLookedAt() {
    Instruction over = new Instruction(0x05, 0, 0, 1, 0);
    ProgramReport report = lint(over, Instruction.call(188), EXIT);
    assertThat(report.findings()).isEmpty();
    assertThat(report.reachable()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1"})
  void aConstantSwitchesCodeOff(int constant, int findings) {
    List<Instruction> code =
        List.of(
            new Instruction(0x18, 1, 2, 0, 0),
            new Instruction(0, 0, 0, 0, 0),
            new Instruction(0x71, 1, 1, 0, 0),
            new Instruction(0x15, 1, 0, 1, 0),
            Instruction.call(188),
            EXIT);
    List<Reference> references = List.of(new Reference.MapValue(0, ".rodata", 0));
    MapSpec constants =
        new MapSpec(
            ".rodata",
            MapType.ARRAY,
            4,
            1,
            1,
            0,
            0,
            0,
            0,
            0,
            Pinning.NONE,
            new MapContent.Variables(Bytes.copyOf(new byte[] {(byte) constant}), true));
    assertThat(lint(code, references, constants).findings()).hasSize(findings);
  }

  @ParameterizedTest
  @CsvSource({
    // Class and operation with an immediate; left, right, whether it is taken.
    "0x15, 5, 5, true", "0x15, 5, 6, false", "0x55, 5, 5, false", "0x25, 5, 4, true",
    "0x25, -1, 4, true", "0x65, -1, 4, false", "0xc5, -1, 4, true", "0xa5, -1, 4, false",
    "0x35, 4, 4, true", "0xb5, 4, 4, true", "0x75, 4, 4, true", "0xd5, 4, 4, true",
    "0x45, 6, 2, true", "0x45, 6, 1, false", "0x66, -1, 0, false", "0x26, -1, 0, true"
  })
  void comparisonsOfConstantsAreDecided(String opcode, int left, int right, boolean taken) {
    Instruction compare = new Instruction(Integer.decode(opcode), 1, 0, 1, right);
    ProgramReport report =
        lint(
            Instruction.move(1, left),
            compare,
            Instruction.call(188),
            Instruction.move(0, 0),
            EXIT);
    assertThat(report.findings()).hasSize(taken ? 0 : 1);
  }

  @Test
  void theStackIsCountedFromItsLowestUse() {
    Instruction store = new Instruction(0x7a, 10, 0, -40, 0);
    Instruction address = new Instruction(0xbf, 2, 10, 0, 0);
    Instruction below = new Instruction(0x07, 2, 0, 0, -70);
    assertThat(lint(EXIT).stackBytes()).isEqualTo(32);
    assertThat(lint(store, EXIT).stackBytes()).isEqualTo(64);
    assertThat(lint(store, address, below, EXIT).stackBytes()).isEqualTo(96);
  }

  @Test
  void framesOfAChainAddUp() {
    Instruction store = new Instruction(0x7a, 10, 0, -300, 0);
    ProgramReport report = lint(ownCall(2), store, EXIT, store, EXIT);
    assertThat(report.stackBytes()).isEqualTo(640);
    assertThat(report.findings())
        .extracting(Finding::what)
        .containsExactly("stack of 640 bytes, more than 512");
  }

  @Test
  void aTailCallBesideOwnFunctionsIsNamed() {
    Finding finding = lint(ownCall(2), Instruction.call(12), EXIT, EXIT).findings().getFirst();
    assertThat(finding.rule()).isEqualTo(Rule.TAIL_CALL);
    assertThat(finding.refusedBy()).startsWith("kernels before 5.10 refuse it, on arm64");
    assertThat(lint(Instruction.call(12), EXIT).findings()).isEmpty();
  }

  @Test
  void aTailCallBelowALargeFrameIsRefusedByAll() {
    Instruction store = new Instruction(0x7a, 10, 0, -256, 0);
    assertThat(lint(store, ownCall(1), EXIT, Instruction.call(12), EXIT).since()).isEmpty();
    assertThat(lint(ownCall(1), EXIT, Instruction.call(12), EXIT).since()).isPresent();
  }

  @Test
  void nineFramesAreOneTooMany() {
    assertThat(lint(chain(7)).since()).isPresent();
    assertThat(lint(chain(8)).findings())
        .extracting(Finding::what)
        .containsExactly("more than 8 frames of calls");
  }

  @Test
  void aFunctionThatCallsItselfEndsTheWalk() {
    assertThat(lint(ownCall(1), EXIT, ownCall(-1), EXIT).findings())
        .extracting(Finding::what)
        .containsExactly("function that calls itself, or its caller");
  }

  @Test
  void aChainOfAHundredThousandFunctionsIsNoTrouble() {
    assertThat(lint(chain(100_000)).since()).isEmpty();
  }

  @Test
  void jumpsOutOfTheProgramAreLeftToTheVerifier() {
    assertThat(lint(new Instruction(0x05, 0, 0, -7, 0), EXIT).reachable()).isEqualTo(1);
    assertThat(lint(ownCall(Integer.MAX_VALUE), EXIT).reachable()).isEqualTo(2);
  }

  /** Calls the function that starts so many instructions behind the next. */
  private static Instruction ownCall(int distance) {
    return new Instruction(0x85, 0, 1, 0, distance);
  }

  /** A function that calls the next, and so on. */
  private static Instruction[] chain(int calls) {
    List<Instruction> code = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      code.add(ownCall(1));
      code.add(EXIT);
    }
    code.add(EXIT);
    return code.toArray(Instruction[]::new);
  }

  private static ProgramReport lint(Instruction... code) {
    return lint(List.of(code), List.of());
  }

  private static ProgramReport lint(
      List<Instruction> code, List<Reference> references, MapSpec... maps) {
    ProgramSpec program =
        new ProgramSpec(
            "program",
            ProgramType.XDP,
            ProgramSection.none(),
            code,
            references,
            List.of(),
            List.of(),
            List.of(),
            "GPL");
    ObjectSpec object =
        new ObjectSpec(List.of(program), List.of(maps), "GPL", Optional.empty(), List.of());
    return ObjectLint.of(object).getFirst();
  }
}
