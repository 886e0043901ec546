package io.packetframe.record;

import io.packetframe.record.Difference.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the verifier counted. A few instructions more are the price of a feature; many
 * more, or little room left, are told as a regression. The compiler counts too: between two of them
 * nothing is one.
 */
final class ProgramComparison {
  /** Percent of the accepted instructions. */
  private static final long MORE = 5;

  /** Percent of a limit of the verifier's: from there on little is left, and too little. */
  private static final long[] INSTRUCTION_MARKS = {50, 70};

  private static final long[] STACK_MARKS = {75, 90};

  private final boolean sameCompiler;
  private final List<Difference> differences = new ArrayList<>();

  private ProgramComparison(boolean sameCompiler) {
    this.sameCompiler = sameCompiler;
  }

  static List<Difference> compare(AcceptanceRecord accepted, AcceptanceRecord now) {
    ProgramComparison comparison =
        new ProgramComparison(accepted.run().clang().equals(now.run().clang()));
    Map<String, ProgramRecord> before = byName(accepted);
    Map<String, ProgramRecord> after = byName(now);
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      comparison.compare(name, before.get(name), after.get(name));
    }
    return comparison.differences;
  }

  private static Map<String, ProgramRecord> byName(AcceptanceRecord record) {
    Map<String, ProgramRecord> programs = new TreeMap<>();
    record.feasibility().programs().forEach(it -> programs.put(it.fullName(), it));
    return programs;
  }

  private void compare(String name, @Nullable ProgramRecord before, @Nullable ProgramRecord after) {
    if (before == null || after == null) {
      // Whether it was taken is said by the row that it was loaded for.
      return;
    }
    instructions("instructions of " + name, before, after);
    stack("stack of " + name, before.stackBytes(), after.stackBytes());
    changed("states of " + name, before.states(), after.states());
    changed("peak of states of " + name, before.peakStates(), after.peakStates());
    changed(
        "limit of instructions of " + name, before.instructionLimit(), after.instructionLimit());
  }

  private void instructions(String subject, ProgramRecord before, ProgramRecord after) {
    OptionalLong was = before.instructions();
    OptionalLong is = after.instructions();
    if (was.isEmpty() || is.isEmpty() || was.getAsLong() == is.getAsLong()) {
      changed(subject, was, is);
      return;
    }
    long limit = after.instructionLimit().orElse(Long.MAX_VALUE);
    boolean worse =
        is.getAsLong() * 100 > was.getAsLong() * (100 + MORE)
            || passes(INSTRUCTION_MARKS, was.getAsLong(), is.getAsLong(), limit);
    boolean better = was.getAsLong() * 100 > is.getAsLong() * (100 + MORE);
    add(subject, worse, better, was.getAsLong(), is.getAsLong());
  }

  private void stack(String subject, OptionalLong was, OptionalLong is) {
    if (was.isEmpty() || is.isEmpty() || was.getAsLong() == is.getAsLong()) {
      changed(subject, was, is);
      return;
    }
    boolean worse = passes(STACK_MARKS, was.getAsLong(), is.getAsLong(), ProgramRecord.STACK_LIMIT);
    add(subject, worse, false, was.getAsLong(), is.getAsLong());
  }

  private static boolean passes(long[] marks, long was, long is, long limit) {
    for (long mark : marks) {
      // The limit may be as large as a long: divided, not multiplied.
      double at = limit / 100.0 * mark;
      if (was <= at && is > at) {
        return true;
      }
    }
    return false;
  }

  private void add(String subject, boolean worse, boolean better, long was, long is) {
    Kind kind = Kind.CHANGED;
    if (sameCompiler && worse) {
      kind = Kind.REGRESSED;
    } else if (sameCompiler && better) {
      kind = Kind.IMPROVED;
    }
    differences.add(new Difference(kind, subject, String.valueOf(was), String.valueOf(is)));
  }

  private void changed(String subject, OptionalLong was, OptionalLong is) {
    if (!was.equals(is)) {
      differences.add(new Difference(Kind.CHANGED, subject, text(was), text(is)));
    }
  }

  private static String text(OptionalLong number) {
    return number.isPresent() ? String.valueOf(number.getAsLong()) : "";
  }
}
