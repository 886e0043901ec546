package io.packetframe.lint;

/** What a finding is about. */
public enum Rule {
  /** An instruction that older kernels do not know. */
  INSTRUCTION_SET("instruction-set"),
  /** A helper that older kernels do not have. */
  HELPER("helper"),
  /** A function of the kernel that is called, or one of the program's whose address is taken. */
  FUNCTION("function"),
  /** Calls of functions of its own beside tail calls. */
  TAIL_CALL("tail-call"),
  /** More stack, or more frames, than a program may have. */
  STACK("stack");

  private final String word;

  Rule(String word) {
    this.word = word;
  }

  /** Returns the name that scripts see. */
  public String word() {
    return word;
  }
}
