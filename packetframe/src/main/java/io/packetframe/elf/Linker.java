package io.packetframe.elf;

import io.packetframe.btf.ObjectException;
import io.packetframe.spec.CoreRelocation;
import io.packetframe.spec.FunctionInfo;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.LineInfo;
import io.packetframe.spec.ProgramSection;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.Reference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.TreeMap;

/**
 * Puts one program together: its function first, behind it each function that it calls, once, in
 * the order in which they are met. The kernel knows no other way to load several functions.
 */
final class Linker {
  private static final int PSEUDO_MAP_FD = 1;
  private static final int PSEUDO_MAP_VALUE = 2;
  private static final int PSEUDO_CALL = 1;
  private static final int PSEUDO_FUNC = 4;
  private static final int PSEUDO_KFUNC_CALL = 2;

  private final Code code;
  private final BtfExtension extension;
  private final Budget budget;

  private final List<Instruction> instructions = new ArrayList<>();
  private final TreeMap<Integer, Reference> references = new TreeMap<>();
  private final List<FunctionInfo> functions = new ArrayList<>();
  private final List<LineInfo> lines = new ArrayList<>();
  private final List<CoreRelocation> coreRelocations = new ArrayList<>();

  /** A function is one instance, and equality of all that it holds costs more than the rest. */
  private final IdentityHashMap<Function, Integer> placed = new IdentityHashMap<>();

  private final Deque<Cursor> open = new ArrayDeque<>();

  /** A function that is placed and being looked through; a stack of them, since calls nest. */
  private static final class Cursor {
    final Function function;
    final int at;
    int next;

    Cursor(Function function, int at) {
      this.function = function;
      this.at = at;
    }
  }

  private Linker(Code code, BtfExtension extension, Budget budget) {
    this.code = code;
    this.extension = extension;
    this.budget = budget;
  }

  static ProgramSpec link(
      Code code, BtfExtension extension, Budget budget, Function program, String license)
      throws ObjectException {
    Linker linker = new Linker(code, extension, budget);
    linker.place(program);
    linker.follow();
    ProgramSection section = ProgramSection.of(program.section().name());
    return new ProgramSpec(
        program.name(),
        section.type(),
        section,
        linker.instructions,
        List.copyOf(linker.references.values()),
        linker.functions,
        linker.lines,
        linker.coreRelocations,
        license);
  }

  private void follow() throws ObjectException {
    while (!open.isEmpty()) {
      Cursor cursor = open.getLast();
      if (cursor.next == cursor.function.count()) {
        open.removeLast();
        continue;
      }
      int offset = cursor.next++;
      Target target = code.target(cursor.function, cursor.function.start() + offset);
      if (target != null) {
        patch(cursor.at + offset, target);
      }
    }
  }

  private void patch(int index, Target target) throws ObjectException {
    Instruction old = instructions.get(index);
    switch (target) {
      case Target.OfMap map -> {
        setLoad(index, PSEUDO_MAP_FD, 0);
        references.put(index, new Reference.MapAddress(index, map.map()));
      }
      case Target.OfVariable variable -> {
        setLoad(index, PSEUDO_MAP_VALUE, variable.offset());
        references.put(index, new Reference.MapValue(index, variable.map(), variable.offset()));
      }
      case Target.OfCall call -> {
        int start = startOf(call.function());
        instructions.set(index, with(old, PSEUDO_CALL, start - index - 1));
        references.put(index, new Reference.SubprogramCall(index, call.function().name(), start));
      }
      case Target.OfAddress address -> {
        int start = startOf(address.function());
        instructions.set(index, with(old, PSEUDO_FUNC, start - index - 1));
        instructions.set(index + 1, with(instructions.get(index + 1), 0, 0));
        references.put(
            index, new Reference.SubprogramAddress(index, address.function().name(), start));
      }
      case Target.OfKernelAddress address -> {
        setLoad(index, 0, 0);
        references.put(index, new Reference.KernelAddress(index, address.symbol()));
      }
      case Target.OfKernelCall call -> {
        instructions.set(index, with(old, PSEUDO_KFUNC_CALL, 0));
        references.put(index, new Reference.KernelCall(index, call.function()));
      }
    }
  }

  private void setLoad(int index, int source, int second) {
    instructions.set(index, with(instructions.get(index), source, 0));
    instructions.set(index + 1, with(instructions.get(index + 1), 0, second));
  }

  private static Instruction with(Instruction old, int source, int immediate) {
    return new Instruction(old.opcode(), old.destination(), source, old.offset(), immediate);
  }

  private int startOf(Function function) throws ObjectException {
    Integer start = placed.get(function);
    return start == null ? place(function) : start;
  }

  /** Appends the function and all that is known about it; its calls are followed next. */
  private int place(Function function) throws ObjectException {
    List<CoreRelocation> core = extension.coreRelocations().of(function);
    // Of functions and lines there is at most one for each instruction; of these any number.
    budget.take(function, core.size());
    int start = instructions.size();
    CodeSection section = code.of(function.section()).orElseThrow();
    for (int i = function.start(); i < function.end(); i++) {
      instructions.add(section.instruction(i));
    }
    int move = start - function.start();
    extension.functions().of(function).forEach(each -> functions.add(each.movedBy(move)));
    extension.lines().of(function).forEach(each -> lines.add(each.movedBy(move)));
    core.forEach(each -> coreRelocations.add(each.movedBy(move)));
    placed.put(function, start);
    open.addLast(new Cursor(function, start));
    return start;
  }
}
