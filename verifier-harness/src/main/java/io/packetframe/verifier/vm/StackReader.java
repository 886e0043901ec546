package io.packetframe.verifier.vm;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Picks the functions of one stack out of the lines that follow a fault.
 *
 * <p>Where the kernel names the instruction itself ({@code RIP}, on arm64 {@code pc}), that
 * function is the innermost. Entries with a question mark are what the kernel found on the stack
 * and does not vouch for.
 */
final class StackReader {
  private static final Pattern FRAME =
      Pattern.compile(
          "^(?:RIP: [0-9a-f]{4}:|pc : | +)(\\w[\\w.]{0,199})\\+0x[0-9a-f]+/0x[0-9a-f]+\\b");

  /** What a compiler appends to the name of a function that it cut or copied. */
  private static final Pattern SUFFIX =
      Pattern.compile("\\.(?:constprop|isra|part|cold|llvm)\\b.*");

  /** Functions that print the stack: on some processors they stand in it, before the culprit. */
  private static final Pattern PRINTER =
      Pattern.compile(
          "(?:__)?(?:dump_stack\\w*|show_stack|dump_backtrace|v?panic|warn_slowpath\\w*)");

  private static final Pattern END =
      Pattern.compile("^(?: *</TASK>|---\\[ end|Kernel panic|Modules linked in|RIP: )");

  private final List<String> functions = new ArrayList<>();
  private boolean inTrace;
  private boolean ended;

  /** Takes a line without its time stamp. */
  void take(String said) {
    if (said.regionMatches(true, 0, "Call Trace:", 0, "Call Trace:".length())) {
      inTrace = true;
    } else if (inTrace && END.matcher(said).find()) {
      ended = true;
    }
    Matcher frame = FRAME.matcher(said);
    if (ended || functions.size() == CrashFingerprint.LONGEST || !frame.find()) {
      return;
    }
    String function = SUFFIX.matcher(frame.group(1)).replaceFirst("");
    boolean again = !functions.isEmpty() && functions.getLast().equals(function);
    if (!again && !PRINTER.matcher(function).matches()) {
      functions.add(function);
    }
  }

  /** Returns what was found so far. */
  List<String> functions() {
    return List.copyOf(functions);
  }
}
