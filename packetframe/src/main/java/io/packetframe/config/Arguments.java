package io.packetframe.config;

import io.packetframe.net.InterfaceName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The words behind a keyword, taken one after the other.
 *
 * <p>A value of the wrong kind is reported and the next word is looked at, so that one line shows
 * all its mistakes. Once the shape itself is wrong, a word missing or out of place, the rest of the
 * line is not read: its words would be blamed for standing where they stand.
 */
final class Arguments {
  private final Keyword keyword;
  private final List<Token> tokens;
  private final ProblemCollector problems;
  private final List<Located<InterfaceName>> interfaces = new ArrayList<>(1);
  private int next = 1;
  private boolean lost;
  private boolean failed;

  Arguments(Keyword keyword, List<Token> tokens, ProblemCollector problems) {
    this.keyword = keyword;
    this.tokens = tokens;
    this.problems = problems;
  }

  Keyword keyword() {
    return keyword;
  }

  /** Returns where the keyword stands. */
  Position position() {
    return tokens.getFirst().position();
  }

  /** Whether anything of this directive is wrong: then there is none. */
  boolean failed() {
    return failed;
  }

  /** Notes an interface that the directive names. */
  void named(Located<InterfaceName> name) {
    interfaces.add(name);
  }

  List<Located<InterfaceName>> interfaces() {
    return interfaces;
  }

  void report(ConfigProblem problem) {
    failed |= problem.severity() == Severity.ERROR;
    problems.add(problem);
  }

  /** Returns the next word without taking it; null at the end or where reading has stopped. */
  @Nullable Token peek() {
    return lost || next >= tokens.size() ? null : tokens.get(next);
  }

  /** Takes the next word; if there is none, that is reported and null returned. */
  @Nullable Token take(String expected) {
    if (lost) {
      return null;
    }
    if (next >= tokens.size()) {
      report(missing(expected));
      lost = true;
      return null;
    }
    return tokens.get(next++);
  }

  /** Takes the next word if it is the given one. */
  @Nullable Token takeIf(String word) {
    Token token = peek();
    if (token == null || !token.text().equals(word)) {
      return null;
    }
    next++;
    return token;
  }

  /** Takes a word that has to stand here. */
  void takeFixed(String word) {
    Token token = take("`" + word + "`");
    if (token != null && !token.text().equals(word)) {
      report(
          ConfigProblem.error(
                  ProblemKind.BAD_WORD,
                  token.position(),
                  token.quoted() + " stands in place of `" + word + "`")
              .expected("`" + word + "`")
              .suggest(shape()));
      lost = true;
    }
  }

  /** Takes one of a set of words; reports any other. */
  <W extends Word> @Nullable W takeWord(W[] words) {
    List<String> texts = new ArrayList<>(words.length);
    for (W word : words) {
      texts.add(word.text());
    }
    String expected = oneOf(texts);
    Token token = take(expected);
    if (token == null) {
      return null;
    }
    int index = texts.indexOf(token.text());
    if (index >= 0) {
      return words[index];
    }
    report(notOneOf(token, texts));
    return null;
  }

  /** Reports what stands behind the last word that belongs here. */
  void end() {
    end(List.of());
  }

  /** As {@link #end()}, where some words could have stood here. */
  void end(List<String> optional) {
    Token token = peek();
    if (token != null) {
      String meant = Suggestions.didYouMean(token.text(), optional);
      report(
          ConfigProblem.error(
                  ProblemKind.UNEXPECTED_ARGUMENT,
                  token.position(),
                  token.quoted() + " is one word too many")
              .expected("the end of the line")
              .suggest(meant == null ? shape() : meant));
      lost = true;
    }
  }

  /** Whether every word was read, so that what was not seen is not there. */
  boolean complete() {
    return !lost && next >= tokens.size();
  }

  /** Stops reading: what follows cannot be told apart any more. */
  void stop() {
    lost = true;
  }

  ConfigProblem missing(String expected) {
    Position last = tokens.get(Math.min(next, tokens.size()) - 1).position();
    Position behind = new Position(last.line(), last.column() + last.length(), 1);
    return ConfigProblem.error(
            ProblemKind.MISSING_ARGUMENT, behind, "`" + keyword.text() + "` ends too early")
        .expected(expected)
        .suggest(shape());
  }

  ConfigProblem notOneOf(Token token, List<String> words) {
    String synonym = synonym(token.text());
    return ConfigProblem.error(
            ProblemKind.BAD_WORD,
            token.position(),
            token.quoted() + " is no value of `" + keyword.text() + "`")
        .expected(oneOf(words))
        .suggest(
            words.contains(synonym)
                ? Suggestions.didYouMean(synonym)
                : Suggestions.didYouMean(token.text(), words));
  }

  static String oneOf(List<String> words) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words.size(); i++) {
      if (i > 0) {
        text.append(i == words.size() - 1 ? " or " : ", ");
      }
      text.append('`').append(words.get(i)).append('`');
    }
    return text.toString();
  }

  private String shape() {
    return "the whole directive is `" + keyword.syntax() + "`";
  }

  /** What other programs call a switch. */
  private static String synonym(String word) {
    return switch (word) {
      case "true", "yes", "enable", "enabled", "1" -> "on";
      case "false", "no", "disable", "disabled", "0" -> "off";
      default -> "";
    };
  }
}
