package io.packetframe.spec;

/**
 * Where a function starts, and its type (struct bpf_func_info).
 *
 * @param instruction index in the program
 * @param type BTF id of a function in the object
 */
public record FunctionInfo(int instruction, int type) {
  /** Returns the same about the instruction that many further on. */
  public FunctionInfo movedBy(int count) {
    return new FunctionInfo(instruction + count, type);
  }
}
