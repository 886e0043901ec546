package io.packetframe.monitor.filter;

import java.util.Map;
import java.util.Optional;

/** Which instruction a word with a form of operand is, as bpf_asm and tcpdump -d spell them. */
final class Mnemonics {
  /** How an operand is written. */
  enum Form {
    NONE,
    /** {@code #k}. */
    NUMBER,
    /** {@code x}. */
    INDEX,
    /** {@code a}. */
    ACCUMULATOR,
    /** {@code [k]}. */
    FRAME,
    /** {@code [x + k]}. */
    FRAME_INDEXED,
    /** {@code M[k]}. */
    SCRATCH,
    /** {@code len}. */
    LENGTH,
    /** {@code 4*([k]&0xf)}. */
    HEADER
  }

  private static final Map<String, Map<Form, Opcode>> WORDS =
      Map.ofEntries(
          Map.entry(
              "ld",
              Map.of(
                  Form.NUMBER, Opcode.LOAD,
                  Form.FRAME, Opcode.LOAD_WORD,
                  Form.FRAME_INDEXED, Opcode.LOAD_WORD_INDEXED,
                  Form.SCRATCH, Opcode.LOAD_SCRATCH,
                  Form.LENGTH, Opcode.LOAD_LENGTH)),
          Map.entry(
              "ldh",
              Map.of(Form.FRAME, Opcode.LOAD_HALF, Form.FRAME_INDEXED, Opcode.LOAD_HALF_INDEXED)),
          Map.entry(
              "ldb",
              Map.of(Form.FRAME, Opcode.LOAD_BYTE, Form.FRAME_INDEXED, Opcode.LOAD_BYTE_INDEXED)),
          Map.entry(
              "ldx",
              Map.of(
                  Form.NUMBER, Opcode.INDEX,
                  Form.SCRATCH, Opcode.INDEX_SCRATCH,
                  Form.LENGTH, Opcode.INDEX_LENGTH,
                  Form.HEADER, Opcode.INDEX_HEADER)),
          Map.entry("ldxb", Map.of(Form.HEADER, Opcode.INDEX_HEADER)),
          Map.entry("st", Map.of(Form.SCRATCH, Opcode.STORE)),
          Map.entry("stx", Map.of(Form.SCRATCH, Opcode.STORE_INDEX)),
          Map.entry("add", computing(Opcode.ADD, Opcode.ADD_INDEX)),
          Map.entry("sub", computing(Opcode.SUBTRACT, Opcode.SUBTRACT_INDEX)),
          Map.entry("mul", computing(Opcode.MULTIPLY, Opcode.MULTIPLY_INDEX)),
          Map.entry("div", computing(Opcode.DIVIDE, Opcode.DIVIDE_INDEX)),
          Map.entry("or", computing(Opcode.OR, Opcode.OR_INDEX)),
          Map.entry("and", computing(Opcode.AND, Opcode.AND_INDEX)),
          Map.entry("lsh", computing(Opcode.SHIFT_LEFT, Opcode.SHIFT_LEFT_INDEX)),
          Map.entry("rsh", computing(Opcode.SHIFT_RIGHT, Opcode.SHIFT_RIGHT_INDEX)),
          Map.entry("neg", Map.of(Form.NONE, Opcode.NEGATE)),
          Map.entry("jeq", computing(Opcode.JUMP_EQUAL, Opcode.JUMP_EQUAL_INDEX)),
          Map.entry("jgt", computing(Opcode.JUMP_GREATER, Opcode.JUMP_GREATER_INDEX)),
          Map.entry("jge", computing(Opcode.JUMP_NOT_LESS, Opcode.JUMP_NOT_LESS_INDEX)),
          Map.entry("jset", computing(Opcode.JUMP_ANY_BIT, Opcode.JUMP_ANY_BIT_INDEX)),
          Map.entry("jmp", Map.of(Form.NONE, Opcode.JUMP)),
          Map.entry(
              "ret",
              Map.of(Form.NUMBER, Opcode.RETURN, Form.ACCUMULATOR, Opcode.RETURN_ACCUMULATOR)),
          Map.entry("tax", Map.of(Form.NONE, Opcode.TO_INDEX)),
          Map.entry("txa", Map.of(Form.NONE, Opcode.FROM_INDEX)));

  private Mnemonics() {}

  private static Map<Form, Opcode> computing(Opcode withNumber, Opcode withIndex) {
    return Map.of(Form.NUMBER, withNumber, Form.INDEX, withIndex);
  }

  static boolean isKnown(String word) {
    return WORDS.containsKey(word);
  }

  static Optional<Opcode> opcode(String word, Form form) {
    return Optional.ofNullable(WORDS.getOrDefault(word, Map.of()).get(form));
  }
}
