package io.packetframe.bpf;

import io.packetframe.Printable;
import io.packetframe.spec.LineInfo;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Finds the complaint in a verifier's log.
 *
 * <p>It stands behind the last instruction that the verifier looked at and before its statistics,
 * or alone where the verifier refused before it looked at any. Since Linux 7.3 a {@link
 * VerifierReport} follows it.
 */
final class VerifierReader {
  private static final int MAX_REASONS = 2;

  /** Longer lines are no use to a person; hostile ones could be the whole log. */
  private static final int MAX_LINE = 400;

  private final String text;
  private final List<LineInfo> lines;
  private final ArrayDeque<String> reasons = new ArrayDeque<>();
  private int instruction = -1;
  private Optional<SourceLine> source = Optional.empty();
  private boolean passedInstruction;

  VerifierReader(String text, List<LineInfo> lines) {
    this.text = text;
    this.lines = lines;
  }

  VerifierSummary summary(boolean truncated) {
    walkBackwards(VerifierReport.start(text));
    while (reasons.size() > MAX_REASONS) {
      reasons.removeLast();
    }
    String reason = String.join("; ", reasons);
    String place = reason;
    if (reason.isEmpty()) {
      reason =
          truncated ? "the log ends before the verifier's reason" : "the verifier gave no reason";
    }
    if (source.isEmpty() || source.get().file().isEmpty()) {
      source = lineOf(placeOf(place)).or(() -> source);
    }
    int shown = reasons.size() + (source.isPresent() && passedInstruction ? 1 : 0);
    return new VerifierSummary(
        reason,
        source,
        VerifierAdvice.on(place).or(() -> VerifierReport.suggestion(text)),
        Math.max(0, countLines() - shown));
  }

  private void walkBackwards(int from) {
    int end = from;
    while (end > 0 && source.isEmpty()) {
      int start = text.lastIndexOf('\n', end - 1) + 1;
      look(text.substring(start, Math.min(end, start + MAX_LINE)).stripTrailing());
      end = start - 1;
    }
  }

  private void look(String line) {
    switch (VerifierLine.of(line)) {
      case MESSAGE -> {
        if (!passedInstruction) {
          reasons.addFirst(printable(line));
          if (reasons.size() > MAX_REASONS) {
            reasons.removeLast();
          }
        }
      }
      case TRACE -> {
        passedInstruction = true;
        if (instruction < 0) {
          instruction = VerifierLine.instruction(line);
        }
      }
      case SOURCE -> {
        passedInstruction = true;
        source = Optional.of(sourceLine(line));
      }
      case NOISE -> {
        // Neither a complaint nor the end of it.
      }
    }
  }

  /** Reads {@code ; code @ file.c:12}; older kernels end after the code. */
  private static SourceLine sourceLine(String line) {
    String code = line.substring(1).strip();
    int at = code.lastIndexOf(" @ ");
    int colon = code.lastIndexOf(':');
    if (at > 0 && colon > at) {
      int digits = VerifierLine.digits(code, colon + 1);
      if (digits > 0 && digits < 8 && colon + 1 + digits == code.length()) {
        return new SourceLine(
            printable(code.substring(0, at)),
            Optional.of(printable(code.substring(at + 3, colon))),
            OptionalInt.of(Integer.parseInt(code.substring(colon + 1))));
      }
    }
    return new SourceLine(printable(code), Optional.empty(), OptionalInt.empty());
  }

  /** Returns the instruction that the complaint is about; the last one that was looked at. */
  private int placeOf(String reason) {
    int word = reason.indexOf("insn ");
    int digits = word < 0 ? 0 : VerifierLine.digits(reason, word + 5);
    return digits > 0 && digits < 8
        ? Integer.parseInt(reason.substring(word + 5, word + 5 + digits))
        : instruction;
  }

  private Optional<SourceLine> lineOf(int place) {
    Optional<LineInfo> found = Optional.empty();
    for (LineInfo line : lines) {
      if (line.instruction() <= place) {
        found = Optional.of(line);
      }
    }
    return found.map(
        line ->
            new SourceLine(
                printable(line.source()),
                Optional.of(printable(line.file())),
                line.line() > 0 ? OptionalInt.of(line.line()) : OptionalInt.empty()));
  }

  /** Names and lines of source come from the object, whoever wrote it. */
  static String printable(String words) {
    StringBuilder text = new StringBuilder();
    words
        .strip()
        .codePoints()
        .limit(MAX_LINE)
        .forEach(point -> text.appendCodePoint(Printable.isPrintable(point) ? point : ' '));
    return text.toString().strip();
  }

  private int countLines() {
    int count = 0;
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      if (!isBlank(start, end)) {
        count++;
      }
      start = end + 1;
    }
    return count;
  }

  private boolean isBlank(int start, int end) {
    for (int i = start; i < end; i++) {
      if (!Character.isWhitespace(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
