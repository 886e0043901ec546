package io.packetframe.verifier.guest;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Stack traces as bounded texts. */
final class Traces {
  private static final int LONGEST = 16_384;

  private Traces() {}

  static String of(Throwable throwable) {
    StringWriter text = new StringWriter();
    throwable.printStackTrace(new PrintWriter(text, true));
    return bounded(text.toString());
  }

  static String bounded(String text) {
    return text.length() <= LONGEST
        ? text
        : text.substring(0, LONGEST) + "\n[" + (text.length() - LONGEST) + " characters omitted]";
  }
}
