package io.packetframe.bpf;

import java.util.Optional;

/**
 * What a person needs to know of a verifier's log first.
 *
 * @param reason the verifier's own words, at most two lines of them joined by a semicolon; empty
 *     where the log does not have them
 * @param source the line of C that it looked at
 * @param remedy what to change, where the complaint is a well-known one
 * @param omittedLines how many lines of the log are not quoted here
 */
public record VerifierSummary(
    String reason, Optional<SourceLine> source, Optional<String> remedy, int omittedLines) {

  /** Returns it all in one line. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(reason);
    source.ifPresent(line -> text.append(", at ").append(line));
    remedy.ifPresent(advice -> text.append(": ").append(advice));
    if (omittedLines > 0) {
      text.append(" (").append(omittedLines);
      text.append(omittedLines == 1 ? " line omitted)" : " lines omitted)");
    }
    return text.toString();
  }
}
