package io.packetframe.bpf;

import io.packetframe.spec.LineInfo;
import java.util.List;

/**
 * What the verifier wrote about one load.
 *
 * @param text without trailing NUL bytes; empty where the kernel refused before the verifier ran.
 *     In one of more than 1 MiB, what is not ASCII is a question mark
 * @param truncated whether there was more than the largest log we take, which is 16 MiB or an
 *     eighth of the heap: kernels before 6.4 keep the beginning of 16 MiB, later ones and we the
 *     end
 */
public record VerifierLog(String text, boolean truncated) {
  static final VerifierLog EMPTY = new VerifierLog("", false);

  /** Tells whether the verifier said nothing. */
  public boolean isEmpty() {
    return text.isBlank();
  }

  /** Returns what a person needs first: why, at which line of C, what to change. */
  public VerifierSummary summary() {
    return summary(List.of());
  }

  /**
   * As {@link #summary()}, with the line of C from the program's own records where the log does not
   * name its file: kernels before 6.8, and refusals before any instruction was looked at.
   *
   * @param lines of the program, in the order of its instructions
   */
  public VerifierSummary summary(List<LineInfo> lines) {
    return new VerifierReader(text, lines).summary(truncated);
  }

  /** Returns the first line that is not blank; empty if there is none. */
  public String firstLine() {
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      String line = text.substring(start, end).strip();
      if (!line.isEmpty()) {
        return line;
      }
      start = end + 1;
    }
    return "";
  }

  /** Returns the first line that holds the phrase; empty if none does. */
  public String lineWith(String phrase) {
    int found = text.indexOf(phrase);
    if (found < 0) {
      return "";
    }
    int end = text.indexOf('\n', found);
    return text.substring(text.lastIndexOf('\n', found) + 1, end < 0 ? text.length() : end).strip();
  }

  /** Tells whether a line holds the phrase, in this case of letters. */
  public boolean mentions(String phrase) {
    return text.contains(phrase);
  }
}
