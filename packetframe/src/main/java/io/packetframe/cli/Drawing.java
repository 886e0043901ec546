package io.packetframe.cli;

import java.nio.charset.Charset;

/** Bars and trees for terminals that cannot show them: the same in ASCII. */
final class Drawing {
  private static final String DRAWN = "\u2588\u2591\u2514\u251c\u2502\u2500";
  private static final String PLAIN = "#.`||-";

  private Drawing() {}

  /** Returns the text as it is, if the charset has all that we draw with. */
  static String in(Charset charset, String text) {
    if (charset.newEncoder().canEncode(DRAWN)) {
      return text;
    }
    String plain = text;
    for (int i = 0; i < DRAWN.length(); i++) {
      plain = plain.replace(DRAWN.charAt(i), PLAIN.charAt(i));
    }
    return plain;
  }
}
