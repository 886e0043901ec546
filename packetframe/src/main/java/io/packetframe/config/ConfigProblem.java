package io.packetframe.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a config, as data; {@code cli} makes the picture.
 *
 * <p>The texts quote the config with {@link io.packetframe.Printable} applied, so they can be
 * printed as they are.
 *
 * @param kind which kind of problem
 * @param severity whether the config is usable all the same
 * @param position the offending text
 * @param message what was found, as a sentence without a full stop
 * @param expected what may stand there, where that can be said
 * @param suggestion what the author may have meant or can do, where we know it
 * @param related the earlier line that this one collides with
 */
public record ConfigProblem(
    ProblemKind kind,
    Severity severity,
    Position position,
    String message,
    Optional<String> expected,
    Optional<String> suggestion,
    Optional<Position> related) {

  /** Makes an error that says only what was found. */
  public static ConfigProblem error(ProblemKind kind, Position position, String message) {
    return new ConfigProblem(
        kind,
        Severity.ERROR,
        position,
        message,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Makes a warning that says only what was found. */
  public static ConfigProblem warning(ProblemKind kind, Position position, String message) {
    return new ConfigProblem(
        kind,
        Severity.WARNING,
        position,
        message,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Returns this problem with what was expected. */
  public ConfigProblem expected(String text) {
    return new ConfigProblem(
        kind, severity, position, message, Optional.of(text), suggestion, related);
  }

  /** Returns this problem with a suggestion; null leaves it as it is. */
  public ConfigProblem suggest(@Nullable String text) {
    return text == null
        ? this
        : new ConfigProblem(
            kind, severity, position, message, expected, Optional.of(text), related);
  }

  /** Returns this problem with the earlier place that it collides with. */
  public ConfigProblem related(Position earlier) {
    return new ConfigProblem(
        kind, severity, position, message, expected, suggestion, Optional.of(earlier));
  }
}
