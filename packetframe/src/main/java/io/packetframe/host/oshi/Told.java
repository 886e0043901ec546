package io.packetframe.host.oshi;

import io.packetframe.host.Fact;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What OSHI said, but for the values by which it, or firmware, says that it does not know. */
final class Told {
  /** In lower case; the last are what boards have whose maker never set them. */
  private static final Set<String> NO_TEXT =
      Set.of(
          "",
          "unknown",
          "none",
          "null",
          "n/a",
          "default string",
          "system serial number",
          "to be filled by o.e.m.");

  private Told() {}

  /**
   * Returns a text that says something.
   *
   * @param what for the reason: what it is about
   */
  static Fact<String> text(@Nullable String said, String what) {
    String text = said == null ? "" : said.strip();
    return NO_TEXT.contains(text.toLowerCase(Locale.ROOT))
        ? Fact.unknown("OSHI does not know " + what + ": it says \"" + text + "\"")
        : Fact.known(text);
  }

  /** Returns a number above 0. */
  static Fact<Long> positive(long said, String what) {
    return said > 0 ? Fact.known(said) : nothing(said, what);
  }

  /** Returns a number above 0 that our records have room for. */
  static Fact<Integer> small(long said, String what) {
    return said > 0 && said <= Integer.MAX_VALUE ? Fact.known((int) said) : nothing(said, what);
  }

  private static <T> Fact<T> nothing(long said, String what) {
    return Fact.unknown("OSHI does not know " + what + ": it says " + said);
  }
}
