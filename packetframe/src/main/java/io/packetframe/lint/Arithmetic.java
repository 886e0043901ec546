package io.packetframe.lint;

import io.packetframe.spec.Instruction;
import io.packetframe.spec.Reference;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What instructions without a jump make of the registers, as far as constants go. */
final class Arithmetic {
  private static final long LOWER_HALF = 0xffffffffL;

  private final Constants constants;

  Arithmetic(Constants constants) {
    this.constants = constants;
  }

  /** Returns what the instruction of two slots loads. */
  Value loaded(List<Instruction> code, int at, @Nullable Reference reference) {
    if (reference instanceof Reference.MapValue value && constants.has(value.map())) {
      return new Value.ConstantAddress(value.map(), value.offset());
    }
    Instruction first = code.get(at);
    if (reference != null || first.source() != 0 || at + 1 >= code.size()) {
      return Value.UNKNOWN;
    }
    long high = (long) code.get(at + 1).immediate() << Integer.SIZE;
    return new Value.Constant(high | (first.immediate() & LOWER_HALF));
  }

  /** Changes the register that the instruction writes, if it writes one. */
  void apply(Instruction instruction, Registers registers) {
    switch (Opcode.kind(instruction)) {
      case Opcode.ALU, Opcode.ALU64 ->
          registers.set(instruction.destination(), computed(instruction, registers));
      case Opcode.LDX -> registers.set(instruction.destination(), read(instruction, registers));
      case Opcode.STX -> {
        if (Opcode.mode(instruction) == Opcode.ATOMIC) {
          // A fetch writes its source, a compare-and-exchange register 0.
          registers.set(instruction.source(), Value.UNKNOWN);
          registers.set(0, Value.UNKNOWN);
        }
      }
      // The loads of packets that BPF has from its elder sibling call a helper.
      case Opcode.LD -> registers.call();
      default -> {}
    }
  }

  private Value read(Instruction instruction, Registers registers) {
    if (Opcode.mode(instruction) == Opcode.MEM
        && registers.get(instruction.source()) instanceof Value.ConstantAddress address) {
      OptionalLong number =
          constants.read(
              address.map(), address.offset() + instruction.offset(), Opcode.bytes(instruction));
      return number.isPresent() ? new Value.Constant(number.getAsLong()) : Value.UNKNOWN;
    }
    return Value.UNKNOWN;
  }

  private static Value computed(Instruction instruction, Registers registers) {
    boolean wide = Opcode.kind(instruction) == Opcode.ALU64;
    Value operand =
        Opcode.isRegister(instruction)
            ? registers.get(instruction.source())
            : new Value.Constant(instruction.immediate());
    int operation = Opcode.operation(instruction);
    if (operation == Opcode.END || (instruction.offset() != 0)) {
      return Value.UNKNOWN;
    }
    if (operation == Opcode.MOV) {
      return narrowed(operand, wide);
    }
    Value before = registers.get(instruction.destination());
    if (!(operand instanceof Value.Constant(long right))) {
      return Value.UNKNOWN;
    }
    return switch (before) {
      case Value.Constant(long left) -> narrowed(number(operation, left, right, wide), wide);
      case Value.StackAddress(long offset) when wide && operation == Opcode.ADD ->
          new Value.StackAddress(offset + right);
      case Value.ConstantAddress(String map, long offset) when wide && operation == Opcode.ADD ->
          new Value.ConstantAddress(map, offset + right);
      default -> Value.UNKNOWN;
    };
  }

  private static Value number(int operation, long left, long right, boolean wide) {
    long shift = right & (wide ? 63 : 31);
    return switch (operation) {
      case Opcode.ADD -> new Value.Constant(left + right);
      case Opcode.SUB -> new Value.Constant(left - right);
      case Opcode.AND -> new Value.Constant(left & right);
      case Opcode.LSH -> new Value.Constant(left << shift);
      case Opcode.RSH -> new Value.Constant((wide ? left : left & LOWER_HALF) >>> shift);
      default -> Value.UNKNOWN;
    };
  }

  private static Value narrowed(Value value, boolean wide) {
    if (wide) {
      return value;
    }
    return value instanceof Value.Constant(long number)
        ? new Value.Constant(number & LOWER_HALF)
        : Value.UNKNOWN;
  }
}
