package io.packetframe.config;

import java.util.Arrays;

/** A config text by lines. Lines end with LF or CRLF and are counted from 1. */
public final class SourceText {
  /** No text: of a file that was not read. */
  public static final SourceText EMPTY = new SourceText("");

  private final String text;
  private final int[] starts;

  SourceText(String text) {
    this.text = text;
    int[] found = new int[64];
    int count = 0;
    for (int start = 0; start < text.length(); ) {
      if (count == found.length) {
        found = Arrays.copyOf(found, 2 * count);
      }
      found[count++] = start;
      int newline = text.indexOf('\n', start);
      start = newline < 0 ? text.length() : newline + 1;
    }
    starts = Arrays.copyOf(found, count);
  }

  /** Returns the number of lines; an unfinished last line counts, an empty one does not. */
  public int lines() {
    return starts.length;
  }

  /**
   * Returns a line without its end, as it was written: print it through {@link
   * io.packetframe.Printable} only.
   *
   * @param line 1 to {@link #lines()}
   */
  public String line(int line) {
    return text.substring(start(line), end(line));
  }

  String text() {
    return text;
  }

  int start(int line) {
    return starts[line - 1];
  }

  /** Returns the offset behind the last character of the line, before its end. */
  int end(int line) {
    int end = line < starts.length ? starts[line] : text.length();
    if (end > start(line) && text.charAt(end - 1) == '\n') {
      end--;
    }
    if (end > start(line) && text.charAt(end - 1) == '\r') {
      end--;
    }
    return end;
  }
}
