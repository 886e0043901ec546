package io.packetframe.lint;

import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.Reference;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which instructions of a program can run, and how deep each function reaches into its stack. Each
 * place is visited again only while less becomes known of a register, so it ends soon for any
 * input.
 */
final class Flow {
  private static final int CALL_OF_OWN_FUNCTION = 1;
  private static final int ADDRESS_OF_OWN_FUNCTION = 4;

  private final List<Instruction> code;
  private final Map<Integer, Reference> references = new HashMap<>();
  private final Arithmetic arithmetic;
  private final @Nullable Registers[] known;
  private final int[] function;
  private final BitSet reachable = new BitSet();
  private final Deque<Integer> left = new ArrayDeque<>();
  private final Map<Integer, Integer> stackBytes = new HashMap<>();

  Flow(ProgramSpec program, Constants constants) {
    this.code = program.instructions();
    this.arithmetic = new Arithmetic(constants);
    this.known = new Registers[code.size()];
    this.function = new int[code.size()];
    program.references().forEach(each -> references.put(each.instruction(), each));
    enter(0);
    while (!left.isEmpty()) {
      step(left.pop());
    }
  }

  boolean isReachable(int instruction) {
    return reachable.get(instruction);
  }

  int reachable() {
    return reachable.cardinality();
  }

  /** Returns where the functions start that can run, each with the bytes of its stack. */
  Map<Integer, Integer> stackBytes() {
    return stackBytes;
  }

  /** Returns the start of the function that an instruction belongs to. */
  int functionOf(int instruction) {
    return function[instruction];
  }

  /** Returns the start of the function that this instruction calls, or hands to a helper. */
  Optional<Integer> callee(int at) {
    Instruction instruction = code.get(at);
    boolean calls =
        instruction.opcode() == (Opcode.JMP | Opcode.CALL)
            && instruction.source() == CALL_OF_OWN_FUNCTION;
    boolean hands =
        instruction.opcode() == Opcode.LOAD_64_BITS
            && instruction.source() == ADDRESS_OF_OWN_FUNCTION;
    long target = at + 1L + instruction.immediate();
    return (calls || hands) && target >= 0 && target < code.size()
        ? Optional.of((int) target)
        : Optional.empty();
  }

  private void enter(int start) {
    if (!stackBytes.containsKey(start)) {
      stackBytes.put(start, 0);
      reach(start, Registers.ofFunction(), start);
    }
  }

  private void reach(long at, Registers registers, int start) {
    if (at < 0 || at >= code.size()) {
      return;
    }
    int place = (int) at;
    Registers before = known[place];
    if (before == null) {
      known[place] = registers.copy();
      function[place] = start;
      reachable.set(place);
      left.push(place);
    } else if (before.join(registers)) {
      left.push(place);
    }
  }

  private void step(int at) {
    Instruction instruction = code.get(at);
    Registers before = known[at];
    if (before == null) {
      throw new IllegalStateException("instruction " + at + " was not reached");
    }
    Registers registers = before.copy();
    int start = function[at];
    callee(at).ifPresent(this::enter);
    measureStack(instruction, registers, start);
    if (Opcode.isJump(instruction)) {
      jump(at, instruction, registers, start);
    } else if (instruction.opcode() == Opcode.LOAD_64_BITS) {
      registers.set(instruction.destination(), arithmetic.loaded(code, at, references.get(at)));
      if (at + 1 < code.size()) {
        reachable.set(at + 1);
        function[at + 1] = start;
      }
      reach(at + 2L, registers, start);
    } else {
      arithmetic.apply(instruction, registers);
      reach(at + 1L, registers, start);
    }
    measurePointers(registers, start);
  }

  private void jump(int at, Instruction instruction, Registers registers, int start) {
    long target = at + 1L + instruction.offset();
    switch (Opcode.operation(instruction)) {
      case Opcode.EXIT -> {}
      case Opcode.CALL -> {
        registers.call();
        reach(at + 1L, registers, start);
      }
      case Opcode.JA ->
          reach(
              Opcode.kind(instruction) == Opcode.JMP32 ? at + 1L + instruction.immediate() : target,
              registers,
              start);
      case Opcode.MAY_GOTO -> {
        reach(target, registers, start);
        reach(at + 1L, registers, start);
      }
      default -> {
        Optional<Boolean> taken = Conditions.taken(instruction, registers);
        if (taken.orElse(true)) {
          reach(target, registers, start);
        }
        if (!taken.orElse(false)) {
          reach(at + 1L, registers, start);
        }
      }
    }
  }

  /** The verifier counts from what is read or written to the end of the stack. */
  private void measureStack(Instruction instruction, Registers registers, int start) {
    int base =
        switch (Opcode.kind(instruction)) {
          case Opcode.LDX -> instruction.source();
          case Opcode.ST, Opcode.STX -> instruction.destination();
          default -> -1;
        };
    if (base >= 0 && registers.get(base) instanceof Value.StackAddress address) {
      deepen(start, address.offset() + instruction.offset());
    }
  }

  /** What a register points to is given away, or used through it, sooner or later. */
  private void measurePointers(Registers registers, int start) {
    for (int register = 0; register < 10; register++) {
      if (registers.get(register) instanceof Value.StackAddress address) {
        deepen(start, address.offset());
      }
    }
  }

  private void deepen(int start, long offset) {
    int bytes = Math.clamp(-offset, 0, Integer.MAX_VALUE);
    stackBytes.merge(start, bytes, Math::max);
  }
}
