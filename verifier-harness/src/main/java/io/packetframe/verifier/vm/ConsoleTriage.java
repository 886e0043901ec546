package io.packetframe.verifier.vm;

import io.packetframe.verifier.vm.ConsoleFault.Kind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Recognises a kernel in trouble by single console lines.
 *
 * <p>A program in the guest can print such a line too. That makes its run {@code infra}, never
 * green, so there is nothing to win by it.
 */
final class ConsoleTriage {
  /** The kernel's time stamp, and the processor or task that some configurations put behind it. */
  private static final Pattern STAMP =
      Pattern.compile("^(?:\\[ *\\d+\\.\\d+\\](?:\\[ *[CT]\\d+\\])? )?");

  /** Serial consoles colour, move and clear; none of it is for us. */
  private static final Pattern CONTROL =
      Pattern.compile("\u001b(?:\\[[0-9;?=]*[A-Za-z]|c)|[\\x00-\\x08\\x0b-\\x1f\\x7f]");

  private record Rule(Kind kind, Pattern start) {
    Rule(Kind kind, String start) {
      this(kind, Pattern.compile("^(?:" + start + ")"));
    }
  }

  private static final List<Rule> RULES =
      List.of(
          new Rule(Kind.PANIC, "Kernel panic - not syncing"),
          new Rule(Kind.SOFT_LOCKUP, "watchdog: BUG: soft lockup"),
          new Rule(Kind.RCU_STALL, "(?:rcu: )?INFO: rcu\\w* .*stall"),
          new Rule(Kind.HUNG_TASK, "INFO: task .* blocked (?:in I/O wait )?for more than"),
          new Rule(Kind.HARD_LOCKUP, "(?:NMI )?watchdog: .*hard LOCKUP"),
          // The stack comes after the first of these, the victim with the second.
          new Rule(Kind.OUT_OF_MEMORY, ".{1,16} invoked oom-killer: gfp_mask="),
          new Rule(Kind.OUT_OF_MEMORY, "Out of memory: "),
          new Rule(Kind.OUT_OF_MEMORY, "System is deadlocked on memory"),
          new Rule(Kind.OUT_OF_MEMORY, "Initramfs unpacking failed: write error"),
          new Rule(Kind.OOPS, "BUG: (?:kernel NULL pointer|unable to handle)"),
          new Rule(Kind.OOPS, "Oops\\b|general protection fault\\b|Unable to handle kernel"),
          new Rule(Kind.BUG, "BUG: |kernel BUG at "));

  private ConsoleTriage() {}

  /** Returns a line without what only a terminal wants. */
  static String clean(String line) {
    return CONTROL.matcher(line).replaceAll("");
  }

  /** Returns a cleaned line without its time stamp. */
  static String said(String line) {
    return STAMP.matcher(line).replaceFirst("");
  }

  /** Returns what a cleaned line tells of. */
  static Optional<ConsoleFault> fault(String line) {
    String said = said(line);
    return RULES.stream()
        .filter(rule -> rule.start().matcher(said).find())
        .findFirst()
        .map(rule -> new ConsoleFault(rule.kind(), said));
  }
}
