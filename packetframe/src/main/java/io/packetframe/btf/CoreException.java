package io.packetframe.btf;

import io.packetframe.PacketFrameException;
import io.packetframe.Printable;

/** A CO-RE relocation that cannot be done, whatever the kernel; what it has not is poisoned. */
public final class CoreException extends PacketFrameException {
  private static final long serialVersionUID = 1L;

  private static final int MAX_SHOWN = 300;

  private final String program;
  private final int instruction;
  private final String relocation;
  private final String problem;

  CoreException(
      String program, String section, int instruction, String relocation, String problem) {
    super(
        "program "
            + program
            + " (section "
            + Printable.escaped(section, MAX_SHOWN)
            + "), instruction "
            + instruction
            + ", CO-RE "
            + Printable.escaped(relocation, MAX_SHOWN)
            + ": "
            + Printable.escaped(problem, MAX_SHOWN));
    this.program = program;
    this.instruction = instruction;
    this.relocation = relocation;
    this.problem = problem;
  }

  /** Returns the program's name. */
  public String program() {
    return program;
  }

  /** Returns the index of the instruction in the program. */
  public int instruction() {
    return instruction;
  }

  /** Returns what is asked, e.g. {@code <byte_off> [5] struct sk_buff.mark (0:3 @ offset 24)}. */
  public String relocation() {
    return relocation;
  }

  /** Returns why it cannot be answered. */
  public String problem() {
    return problem;
  }
}
