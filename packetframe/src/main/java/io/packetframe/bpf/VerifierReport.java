package io.packetframe.bpf;

import java.util.Optional;

/**
 * The report that stands behind most complaints since Linux 7.3: the same at length, for people. It
 * begins with {@code Verification failed:} and ends with a suggestion.
 */
final class VerifierReport {
  private static final String HEAD = "Verification failed:";
  private static final String SUGGESTION = "\nSuggestion:\n";
  private static final int LONGEST = 400;

  private VerifierReport() {}

  /** Returns where it starts, or the end of the log. */
  static int start(String text) {
    if (text.startsWith(HEAD)) {
      return 0;
    }
    int report = text.lastIndexOf("\n" + HEAD);
    return report < 0 ? text.length() : report;
  }

  /** Returns what the kernel suggests, in one line without the last full stop. */
  static Optional<String> suggestion(String text) {
    int found = text.indexOf(SUGGESTION, start(text));
    if (found < 0) {
      return Optional.empty();
    }
    StringBuilder words = new StringBuilder();
    int at = found + SUGGESTION.length();
    while (at < text.length() && words.length() < LONGEST) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      String line = text.substring(at, Math.min(end, at + LONGEST)).strip();
      if (line.isEmpty()) {
        break;
      }
      words.append(words.isEmpty() ? "" : " ").append(line);
      at = end + 1;
    }
    if (!words.isEmpty() && words.charAt(words.length() - 1) == '.') {
      words.setLength(words.length() - 1);
    }
    return Optional.of(VerifierReader.printable(words.toString())).filter(it -> !it.isEmpty());
  }
}
