package io.packetframe.bpf;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the verifier counted while it looked at a program. The kernel says so in words that are no
 * ABI and have changed: what it did not say is empty.
 *
 * @param processedInstructions instructions looked at, each as often as it was
 * @param instructionLimit at how many it would have given up
 * @param maxStatesPerInstruction most states kept for one instruction
 * @param totalStates states kept in all
 * @param peakStates most states kept at a time
 * @param markRead longest chain of states that a read was noted in
 * @param time that it took; only with the statistics on
 * @param stackDepths bytes of stack of the program and of each of its functions, in the order of
 *     their code; only with the statistics on
 * @param deepestStack bytes of stack of the deepest chain of calls, each function's rounded up as
 *     the kernel does; since Linux 7.2, with the statistics on
 */
public record VerifierStatistics(
    OptionalLong processedInstructions,
    OptionalLong instructionLimit,
    OptionalLong maxStatesPerInstruction,
    OptionalLong totalStates,
    OptionalLong peakStates,
    OptionalLong markRead,
    Optional<Duration> time,
    List<Integer> stackDepths,
    OptionalLong deepestStack) {
  static final VerifierStatistics NONE = of(VerifierLog.EMPTY);

  private static final int MAX_FUNCTIONS = 256;
  private static final String DEPTHS = "stack depth ";
  private static final String MAXIMUM = " max ";

  /** How the line begins since Linux 7.3, which tells of each function in a line of its own. */
  private static final String DEEPEST = "stack depth max ";

  public VerifierStatistics {
    stackDepths = List.copyOf(stackDepths);
  }

  /** Reads what stands in a log; all empty where it has no statistics. */
  public static VerifierStatistics of(VerifierLog log) {
    String counts = lastLine(log.text(), "processed ");
    String depths = lastLine(log.text(), DEPTHS);
    OptionalLong micros = after(lastLine(log.text(), "verification time "), "verification time ");
    return new VerifierStatistics(
        after(counts, "processed "),
        after(counts, "(limit "),
        after(counts, "max_states_per_insn "),
        after(counts, "total_states "),
        after(counts, "peak_states "),
        after(counts, "mark_read "),
        micros.isPresent()
            ? Optional.of(Duration.ofNanos(micros.getAsLong() * 1000))
            : Optional.empty(),
        depths.startsWith(DEEPEST) ? depthsOfFunctions(log.text()) : depths(untilMaximum(depths)),
        after(depths, MAXIMUM));
  }

  /** Returns the last line that starts so; empty if none does. */
  private static String lastLine(String text, String start) {
    int found = text.lastIndexOf("\n" + start) + 1;
    if (found == 0 && !text.startsWith(start)) {
      return "";
    }
    int end = text.indexOf('\n', found);
    return text.substring(found, end < 0 ? text.length() : end);
  }

  private static OptionalLong after(String line, String word) {
    int found = line.indexOf(word);
    if (found < 0) {
      return OptionalLong.empty();
    }
    int digits = VerifierLine.digits(line, found + word.length());
    // Nineteen digits may not fit into a long; no count of the kernel has that many.
    return digits == 0 || digits > 15
        ? OptionalLong.empty()
        : OptionalLong.of(
            Long.parseLong(line.substring(found + word.length(), found + word.length() + digits)));
  }

  /**
   * Reads the lines behind {@code stack depth max 32}: {@code subprog 1 (name) static insns_self 3
   * insns_total 3 stack 8}.
   */
  private static List<Integer> depthsOfFunctions(String text) {
    List<Integer> depths = new ArrayList<>();
    int at = text.indexOf('\n', text.lastIndexOf(DEEPEST)) + 1;
    while (at > 0 && depths.size() < MAX_FUNCTIONS) {
      int end = text.indexOf('\n', at);
      String line = text.substring(at, end < 0 ? text.length() : end);
      if (!VerifierLine.isFunctionStatistics(line)) {
        break;
      }
      List<Integer> depth = depths(line);
      if (depth.size() == 1) {
        depths.addAll(depth);
      }
      at = end + 1;
    }
    return depths;
  }

  /** Linux 7.2 alone says {@code stack depth 8+16 max 32}. */
  private static String untilMaximum(String line) {
    int maximum = line.indexOf(MAXIMUM);
    return maximum < 0 ? line : line.substring(0, maximum);
  }

  /** Reads what ends a line: {@code stack depth 8+16}. */
  private static List<Integer> depths(String line) {
    List<Integer> depths = new ArrayList<>();
    int at = line.lastIndexOf(' ') + 1;
    while (at > 0 && depths.size() < MAX_FUNCTIONS) {
      int digits = VerifierLine.digits(line, at);
      if (digits == 0 || digits > 6) {
        break;
      }
      depths.add(Integer.parseInt(line.substring(at, at + digits)));
      at += digits;
      if (!line.startsWith("+", at)) {
        break;
      }
      at++;
    }
    return depths;
  }
}
