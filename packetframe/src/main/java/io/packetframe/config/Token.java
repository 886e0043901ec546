package io.packetframe.config;

import io.packetframe.Printable;

/**
 * One word of a line.
 *
 * @param text what was written
 * @param position where
 */
record Token(String text, Position position) {
  private static final int SHOWN = 60;

  /** Returns the text as messages quote it: printable, cut, between back quotes. */
  String quoted() {
    return "`" + Printable.escaped(text, SHOWN) + "`";
  }
}
