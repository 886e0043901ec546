package io.packetframe.config;

import java.util.List;

/** Reads a config text; the grammar is in the description of this package. */
public final class ConfigParser {
  /** The largest text that is read, in bytes: 1 MiB. */
  public static final int MAX_BYTES = 1 << 20;

  private ConfigParser() {}

  /**
   * Parses a config to its end and reports everything that is wrong with it.
   *
   * @param bytes the text in UTF-8; anything else is a problem, not an error of the caller
   * @return a {@link Config} or {@link Problems}; no input makes this method throw
   */
  public static ParseResult parse(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      return unread(tooLarge(bytes.length));
    }
    Utf8Text decoded = Utf8Text.decode(bytes);
    SourceText source = new SourceText(decoded.text());
    ProblemCollector problems = new ProblemCollector();
    Lexer lexer = new Lexer(source, decoded.malformed(), problems);
    SectionReader sections = new SectionReader(problems);
    for (int number = 1; number <= source.lines(); number++) {
      sections.accept(lexer.read(number));
    }
    return sections.finish(source);
  }

  /** A file of which no line was read. */
  static Problems unread(ConfigProblem problem) {
    return new Problems(SourceText.EMPTY, List.of(problem), List.of(), 0);
  }

  static ConfigProblem tooLarge(long bytes) {
    return ConfigProblem.error(
            ProblemKind.TOO_LARGE, Position.WHOLE_FILE, "the file has " + bytes + " bytes")
        .expected("at most " + MAX_BYTES + " bytes");
  }
}
