package io.packetframe.lint;

import io.packetframe.spec.Instruction;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Calls of a program's own functions: how much stack the deepest chain takes, how many frames, and
 * whether there are tail calls beside them (check_max_stack_depth in kernel/bpf/verifier.c).
 */
final class StackRule {
  private static final int STACK = 512;
  private static final int FRAMES = 8;
  private static final int DEEPEST_WALK = 64;

  /** Of all frames before one with a tail call (commit 7f6e4312e15a). */
  private static final int STACK_BEFORE_TAIL_CALL = 256;

  private static final int ROUNDED_TO = 32;
  private static final int TAIL_CALL = 12;

  private final List<Instruction> code;
  private final Flow flow;
  private final Findings findings;
  private final Map<Integer, Set<Integer>> calls = new HashMap<>();
  private final Map<Integer, Integer> tailCalls = new HashMap<>();

  /** Callers before what they call. */
  private final Deque<Integer> order = new ArrayDeque<>();

  private final Set<Integer> entered = new HashSet<>();
  private final Set<Integer> sorted = new HashSet<>();

  StackRule(List<Instruction> code, Flow flow, Findings findings) {
    this.code = code;
    this.flow = flow;
    this.findings = findings;
  }

  /** Returns the bytes of the deepest chain of frames. */
  int look() {
    int firstCall = -1;
    for (int at = 0; at < code.size(); at++) {
      if (flow.isReachable(at)) {
        Optional<Integer> callee = flow.callee(at);
        if (callee.isPresent()) {
          firstCall = firstCall < 0 ? at : firstCall;
          calls.computeIfAbsent(flow.functionOf(at), _ -> new TreeSet<>()).add(callee.get());
        }
        if (isTailCall(code.get(at))) {
          tailCalls.putIfAbsent(flow.functionOf(at), at);
        }
      }
    }
    if (firstCall >= 0 && !tailCalls.isEmpty()) {
      findings.add(
          Rule.TAIL_CALL,
          tailCalls.values().stream().sorted().findFirst().orElseThrow(),
          "tail call in a program that calls functions of its own",
          Optional.of(KernelLine.OLDEST),
          "on arm64 those before 6.0");
    }
    sort(0, 1);
    int bytes = deepest();
    if (bytes > STACK) {
      findings.never(Rule.STACK, 0, "stack of " + bytes + " bytes, more than " + STACK);
    }
    return bytes;
  }

  private static boolean isTailCall(Instruction instruction) {
    return instruction.opcode() == (Opcode.JMP | Opcode.CALL)
        && instruction.source() == 0
        && instruction.immediate() == TAIL_CALL;
  }

  private void sort(int function, int frame) {
    entered.add(function);
    // Far beyond what any kernel takes: the rest would not change the answer.
    if (frame <= DEEPEST_WALK) {
      for (int callee : calls.getOrDefault(function, Set.of())) {
        if (!entered.contains(callee)) {
          sort(callee, frame + 1);
        } else if (!sorted.contains(callee)) {
          findings.never(Rule.STACK, function, "function that calls itself, or its caller");
        }
      }
    }
    sorted.add(function);
    order.addFirst(function);
  }

  private int deepest() {
    Map<Integer, Integer> above = new HashMap<>(Map.of(0, 0));
    Map<Integer, Integer> frames = new HashMap<>(Map.of(0, 1));
    int deepest = 0;
    for (int function : order) {
      int before = above.getOrDefault(function, 0);
      int after = before + rounded(flow.stackBytes().getOrDefault(function, 0));
      int frame = frames.getOrDefault(function, 1);
      deepest = Math.max(deepest, after);
      judge(function, before, frame);
      for (int callee : calls.getOrDefault(function, Set.of())) {
        above.merge(callee, after, Math::max);
        frames.merge(callee, frame + 1, Math::max);
      }
    }
    return deepest;
  }

  private void judge(int function, int above, int frame) {
    if (frame > FRAMES) {
      findings.never(Rule.STACK, function, "more than " + FRAMES + " frames of calls");
    }
    Integer tailCall = tailCalls.get(function);
    if (tailCall != null && above >= STACK_BEFORE_TAIL_CALL) {
      findings.never(
          Rule.STACK,
          tailCall,
          "tail call below " + above + " bytes of stack, " + STACK_BEFORE_TAIL_CALL + " or more");
    }
  }

  private static int rounded(int bytes) {
    int atLeastOne = Math.max(bytes, 1);
    return Math.ceilDiv(atLeastOne, ROUNDED_TO) * ROUNDED_TO;
  }
}
