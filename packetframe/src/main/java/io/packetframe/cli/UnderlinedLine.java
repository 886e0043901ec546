package io.packetframe.cli;

import io.packetframe.Printable;
import io.packetframe.config.Position;

/**
 * A line of foreign text and the underline of one place in it, of at most a terminal's width: of a
 * long line only the part around the place is shown.
 *
 * @param text the line, one column for each code point; what is not printable is a question mark
 * @param underline spaces, a caret, and tildes
 */
record UnderlinedLine(String text, String underline) {
  private static final int WIDTH = 100;

  /** How much is shown in front of a place far behind. */
  private static final int BEFORE = 40;

  private static final String CUT = "...";

  static UnderlinedLine of(String line, Position position) {
    int start = position.column() - 1;
    int end = start + position.length();
    int from = end <= WIDTH ? 0 : Math.max(0, start - BEFORE);
    String prefix = from > 0 ? CUT : "";
    StringBuilder text = new StringBuilder(prefix);
    int shown = 0;
    int at = offset(line, from);
    while (at < line.length() && shown < WIDTH) {
      int codePoint = line.codePointAt(at);
      text.appendCodePoint(oneColumn(codePoint));
      at += Character.charCount(codePoint);
      shown++;
    }
    if (at < line.length()) {
      text.append(CUT);
    }
    int length = Math.min(end, from + WIDTH) - start;
    String underline =
        " ".repeat(prefix.length() + start - from) + "^" + "~".repeat(Math.max(0, length - 1));
    return new UnderlinedLine(text.toString().stripTrailing(), underline);
  }

  private static int oneColumn(int codePoint) {
    if (codePoint == '\t') {
      return ' ';
    }
    return Printable.isPrintable(codePoint) ? codePoint : '?';
  }

  private static int offset(String line, int codePoints) {
    int at = 0;
    for (int i = 0; i < codePoints && at < line.length(); i++) {
      at += Character.charCount(line.codePointAt(at));
    }
    return at;
  }
}
