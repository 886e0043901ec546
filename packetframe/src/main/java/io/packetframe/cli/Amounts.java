package io.packetframe.cli;

import java.util.List;
import java.util.Locale;

/** Amounts as a person reads them. */
final class Amounts {
  private static final List<String> BYTES = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");
  private static final List<String> DECIMAL = List.of("", "k", "M", "G", "T");
  private static final int CELLS = 20;

  private Amounts() {}

  /** {@code 1.5 GiB}: powers of 1024. */
  static String bytes(double bytes) {
    return scaled(bytes, 1024, BYTES, "");
  }

  /** The same of a whole number. */
  static String bytes(long bytes) {
    return bytes((double) bytes);
  }

  /** {@code 2.4 GHz}, {@code 10 Gbit/s}: powers of 1000. */
  static String decimal(double number, String unit) {
    return scaled(number, 1000, DECIMAL, unit);
  }

  /** The same of a whole number. */
  static String decimal(long number, String unit) {
    return decimal((double) number, unit);
  }

  private static String scaled(double number, int step, List<String> prefixes, String unit) {
    double value = number;
    int prefix = 0;
    // What would be shown as 1024 of one is 1 of the next.
    while (value >= step - 0.05 && prefix < prefixes.size() - 1) {
      value /= step;
      prefix++;
    }
    String digits =
        value < 99.95 && (prefix > 0 || value != Math.rint(value))
            ? String.format(Locale.ROOT, "%.1f", value)
            : String.format(Locale.ROOT, "%.0f", value);
    String word = prefixes.get(prefix) + unit;
    return (digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits)
        + (word.isEmpty() ? "" : " " + word);
  }

  /** {@code 37 %}. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", share * 100);
  }

  /** A bar that is filled as far as the share, which it shows as a number too. */
  static String bar(double share) {
    int filled = (int) Math.round(Math.clamp(share, 0.0, 1.0) * CELLS);
    return "\u2588".repeat(filled)
        + "\u2591".repeat(CELLS - filled)
        + String.format(Locale.ROOT, " %5s", percent(share));
  }

  /** {@code 0-3,8}. */
  static String ranges(List<Integer> ascending) {
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < ascending.size()) {
      int end = i;
      while (end + 1 < ascending.size() && ascending.get(end + 1) == ascending.get(end) + 1) {
        end++;
      }
      text.append(text.isEmpty() ? "" : ",").append(ascending.get(i));
      if (end > i) {
        text.append('-').append(ascending.get(end));
      }
      i = end + 1;
    }
    return text.toString();
  }
}
