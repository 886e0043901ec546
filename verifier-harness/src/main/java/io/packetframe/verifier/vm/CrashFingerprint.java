package io.packetframe.verifier.vm;

import java.util.List;

/**
 * What tells one crash from another, the same on every machine and after every rebuild: its kind,
 * and the first functions of the stack without addresses.
 *
 * @param kind of trouble
 * @param functions the innermost first, at most {@value #LONGEST}; none if the kernel printed none
 */
public record CrashFingerprint(ConsoleFault.Kind kind, List<String> functions) {
  /** So many functions tell crashes apart; further out all stacks are alike. */
  static final int LONGEST = 5;

  public CrashFingerprint {
    functions = List.copyOf(functions);
    if (functions.size() > LONGEST) {
      throw new IllegalArgumentException(functions.size() + " functions");
    }
  }

  /** Returns it as reports have it: {@code panic in inner < outer < outermost}. */
  public String text() {
    return functions.isEmpty() ? kind.word() : kind.word() + " in " + String.join(" < ", functions);
  }
}
