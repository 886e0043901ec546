package io.packetframe.spec;

/**
 * The C source of an instruction and those that follow it (struct bpf_line_info).
 *
 * @param instruction index in the program
 * @param file as the compiler was told
 * @param source the line's text, as it stood in the file
 * @param line from 1; 0 where the compiler knows none
 * @param column from 1; 0 where the compiler knows none
 */
public record LineInfo(int instruction, String file, String source, int line, int column) {
  /** Returns the same about the instruction that many further on. */
  public LineInfo movedBy(int count) {
    return new LineInfo(instruction + count, file, source, line, column);
  }
}
