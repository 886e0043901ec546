package io.packetframe.bpf;

import io.packetframe.sys.linux.Fd;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a program is to be attached to, for those that the kernel tells at their load: the verifier
 * checks them against that very function, tracepoint or program (Linux 5.5, commit ccfe29eb29c2).
 *
 * @param typeId BTF id of the function, or of the tracepoint's typedef; 0 for none
 * @param object descriptor of the program or of the module's BTF where the id counts; 0 for the
 *     kernel's own types. Whoever made the target keeps it open until the load is done.
 */
public record AttachTarget(int typeId, int object) {
  private static final AttachTarget NONE = new AttachTarget(0, 0);

  public AttachTarget {
    if (typeId < 0 || object < 0) {
      throw new IllegalArgumentException("no attach target: " + typeId + " in " + object);
    }
  }

  /** Returns what most programs are loaded with: where they go is said when they are attached. */
  public static AttachTarget none() {
    return NONE;
  }

  /** Returns a type of the kernel itself ({@code /sys/kernel/btf/vmlinux}). */
  public static AttachTarget inKernel(int typeId) {
    return new AttachTarget(typeId, 0);
  }

  /** Returns a type of a module (Linux 5.11, commit 290248a5b7d8), known by its BTF. */
  public static AttachTarget inModule(int typeId, Fd btf) {
    return new AttachTarget(typeId, btf.number());
  }

  /**
   * Returns the function that a loaded program begins with; empty if the program has no types. That
   * program runs on as it did.
   *
   * @throws BpfException if the kernel does not tell
   */
  public static Optional<AttachTarget> ofProgram(Program program) throws BpfException {
    OptionalInt typeId = ProgramFunction.typeId(program);
    return typeId.isPresent()
        ? Optional.of(inProgram(typeId.getAsInt(), program))
        : Optional.empty();
  }

  /** Returns a function of a loaded program, by its id in that program's BTF. */
  public static AttachTarget inProgram(int typeId, Program program) {
    return new AttachTarget(typeId, program.fd().number());
  }
}
