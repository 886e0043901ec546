package io.packetframe.verifier.vm;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Something in a kernel's log that should never stand there.
 *
 * @param line the kernel's word, without its time
 * @param functions of the stack that follows, the innermost first; none if the kernel printed none
 */
public record Splat(String line, List<String> functions) {
  /** What does not end a guest and is wrong all the same. */
  private static final Pattern WARNING =
      Pattern.compile(
          "^(?:WARNING: |UBSAN: |KCSAN: |refcount_t: |unchecked MSR access"
              + "|INFO: possible |kmemleak: .* new suspected|sysfs: cannot create duplicate"
              + "|\\S+: page allocation failure|workqueue: .* hogged CPU)");

  public Splat {
    functions = List.copyOf(functions);
  }

  /** Finds all in a log, in their order. */
  public static List<Splat> in(List<String> log) {
    List<Splat> splats = new ArrayList<>();
    String line = null;
    StackReader stack = new StackReader();
    for (String each : log) {
      String cleaned = ConsoleTriage.clean(each);
      String said = ConsoleTriage.said(cleaned);
      if (!WARNING.matcher(said).find() && ConsoleTriage.fault(cleaned).isEmpty()) {
        stack.take(said);
        continue;
      }
      if (line != null) {
        splats.add(new Splat(line, stack.functions()));
      }
      line = said;
      stack = new StackReader();
    }
    if (line != null) {
      splats.add(new Splat(line, stack.functions()));
    }
    return splats;
  }

  /** Returns it in a line. */
  public String describe() {
    return functions.isEmpty() ? line : line + " (" + String.join(" < ", functions) + ")";
  }
}
