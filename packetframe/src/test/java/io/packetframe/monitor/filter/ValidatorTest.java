package io.packetframe.monitor.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValidatorTest {
  private static final Instruction RETURN = Instruction.of(Opcode.RETURN, 1);

  private static void assertRefused(String why, Instruction... program) {
    assertThatThrownBy(() -> new FilterProgram(List.of(program))).hasMessage(why);
  }

  private static void assertTaken(Instruction... program) {
    assertThat(Validator.problem(List.of(program))).isEmpty();
  }

  @Test
  void aProgramHasOneTo512Instructions() {
    assertRefused("a filter has 1 to 512 instructions, not 0");
    List<Instruction> most = new ArrayList<>(Collections.nCopies(512, RETURN));
    assertThat(Validator.problem(most)).isEmpty();
    most.add(RETURN);
    assertThat(Validator.problem(most)).hasValue("a filter has 1 to 512 instructions, not 513");
  }

  @Test
  void itEndsInAReturn() {
    assertRefused("the last instruction is no return", RETURN, Instruction.of(Opcode.TO_INDEX, 0));
    assertTaken(Instruction.of(Opcode.RETURN_ACCUMULATOR, 0));
  }

  @Test
  void jumpsStayInside() {
    assertTaken(Instruction.of(Opcode.JUMP, 0), RETURN);
    assertRefused(
        "instruction 0: a jump out of the program", Instruction.of(Opcode.JUMP, 1), RETURN);
    assertRefused(
        "instruction 0: a jump out of the program", Instruction.of(Opcode.JUMP, -1), RETURN);
    assertTaken(new Instruction(Opcode.JUMP_EQUAL, 0, 1, 7), RETURN, RETURN);
    assertRefused(
        "instruction 0: a branch out of the program",
        new Instruction(Opcode.JUMP_EQUAL, 0, 2, 7),
        RETURN,
        RETURN);
    assertRefused(
        "instruction 0: a branch out of the program",
        new Instruction(Opcode.JUMP_ANY_BIT_INDEX, 2, 0, 7),
        RETURN,
        RETURN);
  }

  @Test
  void thereAre16ScratchWords() {
    assertTaken(Instruction.of(Opcode.STORE, 15), Instruction.of(Opcode.INDEX_SCRATCH, 15), RETURN);
    for (Opcode opcode :
        List.of(Opcode.STORE, Opcode.STORE_INDEX, Opcode.LOAD_SCRATCH, Opcode.INDEX_SCRATCH)) {
      assertRefused(
          "instruction 0: there is no scratch word 16", Instruction.of(opcode, 16), RETURN);
      assertRefused(
          "instruction 0: there is no scratch word 4294967295", Instruction.of(opcode, -1), RETURN);
    }
  }

  @Test
  void aScratchWordIsWrittenOnEachWayToWhereItIsRead() {
    String fault = "scratch word 3 may be read before it is written";
    assertRefused("instruction 0: " + fault, Instruction.of(Opcode.LOAD_SCRATCH, 3), RETURN);
    assertRefused(
        "instruction 2: " + fault,
        new Instruction(Opcode.JUMP_EQUAL, 0, 1, 7),
        Instruction.of(Opcode.STORE, 3),
        Instruction.of(Opcode.LOAD_SCRATCH, 3),
        RETURN);
    assertTaken(
        Instruction.of(Opcode.STORE, 3),
        new Instruction(Opcode.JUMP_EQUAL, 1, 0, 7),
        Instruction.of(Opcode.STORE_INDEX, 3),
        Instruction.of(Opcode.LOAD_SCRATCH, 3),
        RETURN);
  }

  @Test
  void constantsThatNoKernelTakesOrThatMeanDifferentThingsAreRefused() {
    assertRefused("instruction 0: a division by 0", Instruction.of(Opcode.DIVIDE, 0), RETURN);
    assertTaken(Instruction.of(Opcode.DIVIDE, -1), RETURN);
    assertRefused("instruction 0: a shift by 32", Instruction.of(Opcode.SHIFT_LEFT, 32), RETURN);
    assertRefused(
        "instruction 0: a shift by 4294967295", Instruction.of(Opcode.SHIFT_RIGHT, -1), RETURN);
    assertTaken(Instruction.of(Opcode.SHIFT_RIGHT, 31), RETURN);
    assertRefused(
        "instruction 0: an offset of 2^31 or more",
        Instruction.of(Opcode.LOAD_HALF, Integer.MIN_VALUE),
        RETURN);
    assertTaken(Instruction.of(Opcode.LOAD_HALF, Integer.MAX_VALUE), RETURN);
  }

  /** BPF_MOD, BPF_XOR and BPF_COP of NetBSD, loads of Linux alone, and what is none at all. */
  @Test
  void whatNotEveryKernelHasCannotBeWritten() {
    for (int code :
        new int[] {0x94, 0x9c, 0xa4, 0xac, 0x20 | 0x07, 0x40 | 0x07, 0x0e, 0xe0, 0xff}) {
      assertThat(Opcode.of(code)).as(Integer.toHexString(code)).isEmpty();
    }
    assertThatThrownBy(() -> new Instruction(Opcode.ADD, 1, 0, 0))
        .hasMessage("ADD does not branch");
    assertThatThrownBy(() -> new Instruction(Opcode.JUMP_EQUAL, 256, 0, 0))
        .hasMessage("branches of 256 and 0");
  }
}
