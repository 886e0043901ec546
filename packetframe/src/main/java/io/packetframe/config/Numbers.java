package io.packetframe.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Numbers, ratios and spans of time: decimal digits without a sign, nothing a locale changes. */
final class Numbers {
  static final long MAX_U32 = 0xffff_ffffL;

  /** More digits than any number here can need; longer ones are not worth converting. */
  private static final int MAX_RATIO_LENGTH = 24;

  private static final long BAD = -1;

  private Numbers() {}

  /** Takes a whole number; returns -1 if it is not one of the range, which has been reported. */
  static long take(Arguments in, long min, long max) {
    String expected = "a whole number from " + min + " to " + max;
    Token token = in.take(expected);
    if (token == null) {
      return BAD;
    }
    long value = digits(token.text(), token.text().length());
    if (value >= min && value <= max) {
      return value;
    }
    String fault = value == BAD ? " is not a whole number" : " is out of range";
    ConfigProblem problem =
        ConfigProblem.error(ProblemKind.BAD_NUMBER, token.position(), token.quoted() + fault);
    in.report(problem.expected(expected));
    return BAD;
  }

  /** Takes a span of whole seconds, or of milliseconds where they are allowed. */
  static @Nullable Duration takeDuration(Arguments in, long minSeconds, boolean milliseconds) {
    String expected =
        milliseconds
            ? "a span of time such as `2s` or `500ms`"
            : "a span of time of at least a second, such as `5s`";
    Token token = in.take(expected);
    if (token == null) {
      return null;
    }
    String text = token.text();
    boolean isMilliseconds = milliseconds && text.endsWith("ms");
    int end = text.length() - (isMilliseconds ? 2 : 1);
    long value = isMilliseconds || text.endsWith("s") ? digits(text, end) : BAD;
    if (value >= minSeconds && value <= MAX_U32) {
      return isMilliseconds ? Duration.ofMillis(value) : Duration.ofSeconds(value);
    }
    String fault = value == BAD ? " is not a span of time" : " is out of range";
    ConfigProblem problem =
        ConfigProblem.error(ProblemKind.BAD_DURATION, token.position(), token.quoted() + fault)
            .expected(expected);
    boolean unitMissing = digits(text, text.length()) != BAD && text.length() < 10;
    in.report(unitMissing ? problem.suggest(Suggestions.didYouMean(text + "s")) : problem);
    return null;
  }

  /** Takes a ratio from 0 to below 1; returns -1 if it is none, which has been reported. */
  static double takeRatio(Arguments in) {
    String expected = "a number from 0 to below 1, such as `0.01`";
    Token token = in.take(expected);
    if (token == null) {
      return BAD;
    }
    double value = isDecimal(token.text()) ? Double.parseDouble(token.text()) : BAD;
    if (value >= 0 && value < 1) {
      return value;
    }
    String fault =
        value == 1
            ? " can never be exceeded, so the breaker would never trip"
            : value > 1 ? " is more than everything" : " is not a ratio";
    in.report(
        ConfigProblem.error(ProblemKind.BAD_RATIO, token.position(), token.quoted() + fault)
            .expected(expected));
    return BAD;
  }

  /** Digits with at most one point, of which at least one digit in front. */
  private static boolean isDecimal(String text) {
    if (text.length() > MAX_RATIO_LENGTH) {
      return false;
    }
    int point = text.indexOf('.');
    String fraction = point < 0 ? "0" : text.substring(point + 1);
    return digits(text, point < 0 ? text.length() : point) != BAD
        && digits(fraction, fraction.length()) != BAD;
  }

  /** Returns the value of the first {@code end} characters, at most 2^32, or -1. */
  private static long digits(String text, int end) {
    long value = 0;
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return BAD;
      }
      value = Math.min(value * 10 + c - '0', MAX_U32 + 1);
    }
    return end > 0 ? value : BAD;
  }
}
