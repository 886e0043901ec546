package io.packetframe.lint;

import io.packetframe.spec.Instruction;
import java.util.Optional;

/** Which way a conditional jump goes, where both sides are constants. */
final class Conditions {
  private Conditions() {}

  /** Tells whether the jump is taken; empty where either way may be. */
  static Optional<Boolean> taken(Instruction jump, Registers registers) {
    Value second =
        Opcode.isRegister(jump)
            ? registers.get(jump.source())
            : new Value.Constant(jump.immediate());
    if (registers.get(jump.destination()) instanceof Value.Constant(long left)
        && second instanceof Value.Constant(long right)) {
      boolean wide = Opcode.kind(jump) == Opcode.JMP;
      // The lower halves, with the sign that a signed comparison wants; as unsigned ones, their
      // order is the same.
      return holds(Opcode.operation(jump), wide ? left : (int) left, wide ? right : (int) right);
    }
    return Optional.empty();
  }

  private static Optional<Boolean> holds(int operation, long left, long right) {
    int unsigned = Long.compareUnsigned(left, right);
    return switch (operation) {
      case 0x10 -> Optional.of(left == right);
      case 0x20 -> Optional.of(unsigned > 0);
      case 0x30 -> Optional.of(unsigned >= 0);
      case 0x40 -> Optional.of((left & right) != 0);
      case 0x50 -> Optional.of(left != right);
      case 0x60 -> Optional.of(left > right);
      case 0x70 -> Optional.of(left >= right);
      case 0xa0 -> Optional.of(unsigned < 0);
      case 0xb0 -> Optional.of(unsigned <= 0);
      case 0xc0 -> Optional.of(left < right);
      case 0xd0 -> Optional.of(left <= right);
      default -> Optional.empty();
    };
  }
}
