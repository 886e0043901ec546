package io.packetframe.monitor.filter;

import io.packetframe.Printable;
import io.packetframe.monitor.filter.Mnemonics.Form;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes filters of text as bpf_asm takes it: an instruction a line, labels before a colon, jumps to
 * labels, {@code jeq #1, where, else}; without {@code else} a branch goes on to the next line. All
 * behind a semicolon is for people.
 */
public final class Assembler {
  private static final Pattern LINE =
      Pattern.compile("\\s*(?:([A-Za-z_][A-Za-z0-9_]*)\\s*:)?\\s*(?:([a-z]+)(?:\\s+(.*))?)?\\s*");

  /** Far more than 512 instructions need. */
  private static final int MOST_LINES = 10_000;

  /** An instruction whose jumps are labels still; "" is the next line. */
  private record Draft(int line, Opcode opcode, int operand, String ifTrue, String ifFalse) {}

  private final Map<String, Integer> labels = new HashMap<>();
  private final List<Draft> drafts = new ArrayList<>();

  private Assembler() {}

  /**
   * Returns the filter of a text.
   *
   * @throws AssemblyException with the line of the first fault
   */
  public static FilterProgram assemble(String text) throws AssemblyException {
    Assembler assembler = new Assembler();
    List<String> lines = text.lines().limit(MOST_LINES).toList();
    for (int i = 0; i < lines.size(); i++) {
      assembler.add(i + 1, lines.get(i).split(";", 2)[0].strip());
    }
    List<Instruction> program = new ArrayList<>();
    for (Draft draft : assembler.drafts) {
      program.add(assembler.resolved(program.size(), draft));
    }
    String problem = Validator.problem(program).orElse("");
    if (!problem.isEmpty()) {
      throw new AssemblyException(0, problem);
    }
    return new FilterProgram(program);
  }

  private void add(int line, String text) throws AssemblyException {
    Matcher matcher = LINE.matcher(text);
    if (!matcher.matches()) {
      throw new AssemblyException(line, "no instruction: " + Printable.escaped(text));
    }
    String label = matcher.group(1);
    if (label != null && labels.put(label, drafts.size()) != null) {
      throw new AssemblyException(line, "label " + label + " is there twice");
    }
    String word = matcher.group(2);
    if (word != null) {
      String rest = matcher.group(3);
      drafts.add(draft(line, word, rest == null ? "" : rest.strip()));
    }
  }

  private static Draft draft(int line, String word, String rest) throws AssemblyException {
    if (!Mnemonics.isKnown(word)) {
      throw new AssemblyException(line, "no instruction is named " + word);
    }
    if (word.equals("jmp")) {
      return new Draft(line, Opcode.JUMP, 0, rest, rest);
    }
    String[] parts = rest.split("\\s*,\\s*", -1);
    Operand operand =
        Operand.parse(parts[0])
            .orElseThrow(
                () -> new AssemblyException(line, "no operand: " + Printable.escaped(parts[0])));
    Opcode opcode =
        Mnemonics.opcode(word, operand.form())
            .orElseThrow(() -> new AssemblyException(line, fault(word, operand.form(), parts[0])));
    int most = opcode.isBranch() ? 3 : 1;
    if (parts.length > most || (opcode.isBranch() && parts.length < 2)) {
      throw new AssemblyException(line, word + " with " + (parts.length - 1) + " labels");
    }
    return new Draft(
        line,
        opcode,
        operand.number(),
        parts.length > 1 ? parts[1] : "",
        parts.length > 2 ? parts[2] : "");
  }

  private static String fault(String word, Form form, String operand) {
    return form == Form.NONE
        ? word + " needs an operand"
        : word + " takes no " + Printable.escaped(operand);
  }

  private Instruction resolved(int position, Draft draft) throws AssemblyException {
    if (draft.opcode() == Opcode.JUMP) {
      return Instruction.of(Opcode.JUMP, distance(position, draft.line(), draft.ifTrue()));
    }
    if (!draft.opcode().isBranch()) {
      return Instruction.of(draft.opcode(), draft.operand());
    }
    int ifTrue = branch(position, draft.line(), draft.ifTrue());
    int ifFalse = draft.ifFalse().isEmpty() ? 0 : branch(position, draft.line(), draft.ifFalse());
    return new Instruction(draft.opcode(), ifTrue, ifFalse, draft.operand());
  }

  private int branch(int position, int line, String label) throws AssemblyException {
    int distance = distance(position, line, label);
    if (distance > Instruction.FARTHEST) {
      throw new AssemblyException(line, label + " is " + distance + " instructions on, not 255");
    }
    return distance;
  }

  private int distance(int position, int line, String label) throws AssemblyException {
    Integer target = labels.get(label);
    if (target == null) {
      throw new AssemblyException(line, "there is no label " + Printable.escaped(label));
    }
    if (target <= position) {
      throw new AssemblyException(line, "label " + label + " is not ahead");
    }
    return target - position - 1;
  }
}
