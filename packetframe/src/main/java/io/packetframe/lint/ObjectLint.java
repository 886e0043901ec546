package io.packetframe.lint;

import io.packetframe.spec.Extern;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.ObjectSpec;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.Reference;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks at an object for what some kernel would refuse. */
public final class ObjectLint {
  private ObjectLint() {}

  /** Returns what is found in each program, in the order of the object. */
  public static List<ProgramReport> of(ObjectSpec object) {
    Constants constants = Constants.of(object);
    Map<String, Extern> externs =
        object.externs().stream().collect(Collectors.toMap(Extern::name, Function.identity()));
    CallRule calls = new CallRule(externs);
    return object.programs().stream().map(program -> report(program, constants, calls)).toList();
  }

  private static ProgramReport report(ProgramSpec program, Constants constants, CallRule calls) {
    Flow flow = new Flow(program, constants);
    Findings findings = new Findings(program);
    Map<Integer, Reference> references = new HashMap<>();
    program.references().forEach(each -> references.put(each.instruction(), each));
    List<Instruction> code = program.instructions();
    for (int at = 0; at < code.size(); at++) {
      if (flow.isReachable(at)) {
        InstructionRule.look(at, code.get(at), findings);
        calls.look(at, code.get(at), references.get(at), findings);
      }
    }
    int stackBytes = new StackRule(code, flow, findings).look();
    return new ProgramReport(
        program.name(),
        code.size(),
        flow.reachable(),
        stackBytes,
        findings.all().stream().sorted(Comparator.comparingInt(Finding::instruction)).toList());
  }
}
