package io.packetframe.config;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * Cuts a line at its first {@code #} and splits the rest at white space. There is no quoting.
 *
 * <p>What a reader of the file could not see is refused, one problem a line: bytes that are not
 * UTF-8, control characters, and outside comments every invisible character. In comments only those
 * are refused that could hide or reorder the text around them.
 */
final class Lexer {
  private final SourceText source;
  private final BitSet malformed;
  private final ProblemCollector problems;

  Lexer(SourceText source, BitSet malformed, ProblemCollector problems) {
    this.source = source;
    this.malformed = malformed;
    this.problems = problems;
  }

  Line read(int number) {
    String text = source.text();
    int end = source.end(number);
    List<Token> tokens = new ArrayList<>(4);
    boolean clean = true;
    boolean readable = true;
    boolean comment = false;
    int tokenStart = -1;
    int tokenColumn = 0;
    int column = 1;
    int at = source.start(number);
    while (at < end) {
      int codePoint = text.codePointAt(at);
      if (!comment && codePoint == '#') {
        comment = true;
        if (tokenStart >= 0) {
          // Legal, and a trap: a path with a # loses its tail without a word.
          problems.add(commentInToken(new Position(number, column, 1)));
        }
      }
      if ((clean || readable) && isHidden(codePoint, at, comment)) {
        if (clean) {
          problems.add(hidden(codePoint, at, new Position(number, column, 1)));
        }
        clean = false;
        readable &= comment;
      }
      boolean word = !comment && !isSpace(codePoint);
      if (word && tokenStart < 0) {
        tokenStart = at;
        tokenColumn = column;
      } else if (!word && tokenStart >= 0) {
        tokens.add(token(number, tokenColumn, column, text.substring(tokenStart, at)));
        tokenStart = -1;
      }
      at += Character.charCount(codePoint);
      column++;
    }
    if (tokenStart >= 0) {
      tokens.add(token(number, tokenColumn, column, text.substring(tokenStart, end)));
    }
    return new Line(tokens, readable);
  }

  private static Token token(int line, int column, int endColumn, String text) {
    return new Token(text, new Position(line, column, endColumn - column));
  }

  /** The white space of Unicode, but for the characters that some programs take as a line end. */
  private static boolean isSpace(int codePoint) {
    return codePoint == ' '
        || codePoint == '\t'
        || (codePoint > 0x7f && Character.getType(codePoint) == Character.SPACE_SEPARATOR);
  }

  private boolean isHidden(int codePoint, int at, boolean comment) {
    if ((codePoint >= ' ' && codePoint < 0x7f) || codePoint == '\t') {
      return false;
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      case Character.FORMAT -> !comment || turnsDirection(codePoint);
      default -> malformed.get(at);
    };
  }

  /** The bidirectional embeddings, overrides and isolates. */
  private static boolean turnsDirection(int codePoint) {
    return (codePoint >= 0x202a && codePoint <= 0x202e)
        || (codePoint >= 0x2066 && codePoint <= 0x2069);
  }

  private ConfigProblem hidden(int codePoint, int at, Position position) {
    if (malformed.get(at)) {
      return ConfigProblem.error(ProblemKind.NOT_UTF8, position, "a byte that is not UTF-8")
          .expected("UTF-8 text");
    }
    String name = hex(codePoint);
    if (codePoint == '\r') {
      name += ", a carriage return that ends no line";
    } else if (codePoint == 0) {
      name += ", a NUL byte";
    }
    return ConfigProblem.error(
            ProblemKind.CONTROL_CHARACTER, position, "the invisible character " + name)
        .expected("text that can be seen");
  }

  private static String hex(int codePoint) {
    String digits = Integer.toHexString(codePoint).toUpperCase(Locale.ROOT);
    return "U+" + "0".repeat(Math.max(0, 4 - digits.length())) + digits;
  }

  private static ConfigProblem commentInToken(Position position) {
    return ConfigProblem.warning(
            ProblemKind.COMMENT_IN_TOKEN, position, "`#` starts a comment inside a word")
        .suggest("put a space before it if a comment is meant; a word cannot contain `#`");
  }
}
