package io.packetframe.cli;

import io.packetframe.Printable;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time between two readings on a command line: {@code 500ms}, {@code 1s}, {@code 2m}. */
final class Interval {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,6})(ms|s|m)");
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofHours(1);

  private Interval() {}

  /** Returns what is wrong with a text that is none. */
  static String refusal(String text) {
    return Printable.escaped(text) + " is no time of 100ms to 60m, such as 500ms, 1s or 2m";
  }

  /** Reads one; empty for anything else, and for less than 100 ms or more than an hour. */
  static Optional<Duration> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(form.group(1));
    Duration interval =
        switch (form.group(2)) {
          case "ms" -> Duration.ofMillis(number);
          case "s" -> Duration.ofSeconds(number);
          default -> Duration.ofMinutes(number);
        };
    return interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0
        ? Optional.empty()
        : Optional.of(interval);
  }
}
