package io.packetframe.lint;

import io.packetframe.spec.Extern;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.Reference;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is called: helpers, functions of the kernel (5.13, commit e6ac2450d6de), and functions of the
 * program's own whose address is taken (5.13, commit 69c087ba6225).
 */
final class CallRule {
  private static final int HELPER = 0;
  private static final int CALL = Opcode.JMP | Opcode.CALL;

  private final Map<String, Extern> externs;

  CallRule(Map<String, Extern> externs) {
    this.externs = externs;
  }

  void look(int at, Instruction instruction, @Nullable Reference reference, Findings findings) {
    if (reference instanceof Reference.SubprogramAddress address) {
      findings.since(Rule.FUNCTION, at, "address of function " + address.function(), 5, 13);
    } else if (reference instanceof Reference.KernelCall call) {
      Extern extern = externs.get(call.function());
      // A weak one that is missing is never called: the object asks first.
      if (extern == null || !extern.weak()) {
        findings.since(Rule.FUNCTION, at, "function of the kernel " + call.function(), 5, 13);
      }
    } else if (instruction.opcode() == CALL && instruction.source() == HELPER) {
      helper(at, instruction.immediate(), findings);
    }
  }

  private static void helper(int at, int id, Findings findings) {
    if (!HelperReleases.exists(id)) {
      findings.never(Rule.HELPER, at, "helper " + id);
      return;
    }
    HelperReleases.newer(id)
        .ifPresent(
            helper ->
                findings.add(
                    Rule.HELPER,
                    at,
                    "helper " + helper.name() + " (" + id + ")",
                    Optional.of(helper.since()),
                    ""));
  }
}
