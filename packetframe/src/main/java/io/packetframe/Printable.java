package io.packetframe;

/**
 * Foreign text made fit for a terminal: nothing in it can move the cursor, start an escape
 * sequence, begin a line, or turn the direction of writing.
 */
public final class Printable {
  private static final String CUT = "...";

  private Printable() {}

  /**
   * Whether a code point can be shown as it is: not a control (C0, DEL, C1), not an invisible
   * format character such as a bidirectional override or a zero-width space, not a line or
   * paragraph separator, not half a surrogate pair, and assigned by Unicode.
   */
  public static boolean isPrintable(int codePoint) {
    if (codePoint < 0x7f) {
      return codePoint >= 0x20;
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  /** Returns the text with {@code \\u{hex}} in place of each code point that is not printable. */
  public static String escaped(String text) {
    return escaped(text, Integer.MAX_VALUE);
  }

  /**
   * Returns at most {@code limit} code points of the text, escaped as by {@link #escaped(String)};
   * a cut is shown as {@code ...}.
   */
  public static String escaped(String text, int limit) {
    StringBuilder printable = new StringBuilder(Math.min(text.length(), 200));
    int shown = 0;
    for (int i = 0; i < text.length(); shown++) {
      if (shown == limit) {
        return printable.append(CUT).toString();
      }
      int codePoint = text.codePointAt(i);
      if (isPrintable(codePoint)) {
        printable.appendCodePoint(codePoint);
      } else {
        printable.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
      }
      i += Character.charCount(codePoint);
    }
    return printable.toString();
  }
}
