package io.packetframe.monitor.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssemblerTest {

  /** The text and the numbers stand in tcpdump's manual as -d and -ddd of one filter. */
  @Test
  void isWhatTcpdumpPrints() throws Exception {
    FilterProgram filter =
        Assembler.assemble(
            """
            ; tcp port 80, IPv4
                  ldh [12]
                  jeq #0x800, ip, drop
            ip:   ldb [23]
                  jeq #6, tcp, drop
            tcp:  ldh [20]
                  jset #0x1fff, drop
                  ldxb 4*([14]&0xf)
                  ldh [x + 14]   ; source
                  jeq #80, take
                  ldh [x + 16]
                  jeq #80, take, drop
            take: ret #262144
            drop: ret #0
            """);
    assertThat(filter.toDecimal())
        .isEqualTo(
            """
            13
            40 0 0 12
            21 0 10 2048
            48 0 0 23
            21 0 8 6
            40 0 0 20
            69 6 0 8191
            177 0 0 14
            72 0 0 14
            21 2 0 80
            72 0 0 16
            21 0 1 80
            6 0 0 262144
            6 0 0 0
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ld #7|0 7",
        "ld [4]|32 4",
        "ldh [4]|40 4",
        "ldb [0x10]|48 16",
        "ld [x + 4]|64 4",
        "ldh [x+4]|72 4",
        "ldb [ x + 4 ]|80 4",
        "ld len|128 0",
        "ldx #4294967295|1 4294967295",
        "ldx len|129 0",
        "ldx 4*([14]&0xf)|177 14",
        "add #010|4 10",
        "add x|12 0",
        "sub #1|20 1",
        "sub x|28 0",
        "mul #1|36 1",
        "mul x|44 0",
        "div #1|52 1",
        "div x|60 0",
        "or #1|68 1",
        "or x|76 0",
        "and #1|84 1",
        "and x|92 0",
        "lsh #1|100 1",
        "lsh x|108 0",
        "rsh #1|116 1",
        "rsh x|124 0",
        "neg|132 0",
        "tax|7 0",
        "txa|135 0",
        "st M[2]|2 2",
        "stx M[15]|3 15",
      })
  void eachInstructionHasItsNumber(String text, String codeAndOperand) throws Exception {
    String[] wanted = codeAndOperand.split(" ", 2);
    assertThat(Assembler.assemble(text + "\nret a").toDecimal())
        .isEqualTo("2\n" + wanted[0] + " 0 0 " + wanted[1] + "\n22 0 0 0\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "xor #1|line 1: no instruction is named xor",
        "ldh #1|line 1: ldh takes no #1",
        "ld|line 1: ld needs an operand",
        "ld #4294967296|line 1: no operand: #4294967296",
        "ld #-1|line 1: no operand: #-1",
        "ld [y + 1]|line 1: no operand: [y + 1]",
        "jeq #1|line 1: jeq with 0 labels",
        "jeq #1, a, b, c|line 1: jeq with 3 labels",
        "ld #1, a|line 1: ld with 1 labels",
        "jeq #1, nowhere|line 1: there is no label nowhere",
        "back: jmp back|line 1: label back is not ahead",
        "one: one: ret #1|line 1: no instruction: one: one: ret #1",
        "!|line 1: no instruction: !",
        "ld M[1]|line 0: instruction 0: scratch word 1 may be read before it is written",
        "div #0|line 0: instruction 0: a division by 0"
      })
  void aFaultHasItsLineAndReason(String text, String message) {
    assertThatThrownBy(() -> Assembler.assemble(text + "\nret #1"))
        .isInstanceOf(AssemblyException.class)
        .hasMessage(message);
  }

  @Test
  void aBranchReaches255InstructionsAndAJumpAll() throws Exception {
    String far = "txa\n".repeat(255) + "far: ret #1";
    assertThat(Assembler.assemble("jeq #1, far\n" + far).instructions()).hasSize(257);
    assertThatThrownBy(() -> Assembler.assemble("jeq #1, far\ntxa\n" + far))
        .hasMessage("line 1: far is 256 instructions on, not 255");
    assertThat(Assembler.assemble("jmp far\ntxa\n" + far).instructions()).hasSize(258);
  }
}
