package io.packetframe.config;

import io.packetframe.net.InterfaceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes the lines of a config one by one: opens sections, and hands directives to their grammar.
 */
final class SectionReader {
  /** What the lines below the last header are read as. */
  private enum State {
    BEFORE_ANY,
    /** As {@link #BEFORE_ANY}, once that has been said. */
    BEFORE_ANY_REPORTED,
    GLOBAL,
    FAST_PATH,
    /** A module that we know nothing about. */
    UNKNOWN_MODULE
  }

  private final ProblemCollector problems;
  private final UnknownWords unknown;
  private final Repeats repeats;
  private final FastPathGrammar fastPathGrammar;
  private final List<GlobalDirective> globals = new ArrayList<>();
  private final List<FastPathDirective> fastPath = new ArrayList<>();
  private final List<Located<InterfaceName>> interfaces = new ArrayList<>();
  private @Nullable Position fastPathHeader;
  private State state = State.BEFORE_ANY;

  SectionReader(ProblemCollector problems) {
    this.problems = problems;
    unknown = new UnknownWords(problems);
    repeats = new Repeats(problems);
    fastPathGrammar = new FastPathGrammar(repeats);
  }

  void accept(Line line) {
    if (line.tokens().isEmpty()) {
      return;
    }
    Token first = line.tokens().getFirst();
    switch (first.text()) {
      case Vocabulary.GLOBAL -> openGlobal(line);
      case Vocabulary.MODULE -> openModule(line);
      default -> {
        if (line.readable()) {
          directive(first, line.tokens());
        }
      }
    }
  }

  ParseResult finish(SourceText source) {
    new CrossChecks(fastPath, repeats, problems).run();
    if (problems.hasErrors()) {
      return new Problems(source, problems.sorted(), interfaces, problems.omitted());
    }
    return new Config(
        source,
        globals,
        fastPathHeader == null
            ? Optional.empty()
            : Optional.of(new ModuleSection(fastPathHeader, fastPath)),
        problems.sorted(),
        interfaces,
        problems.omitted());
  }

  private void openGlobal(Line line) {
    state = State.GLOBAL;
    if (!line.readable()) {
      return;
    }
    repeats.once(Vocabulary.GLOBAL, line.tokens().getFirst().position());
    noMore(line, 1, "`global`");
  }

  private void openModule(Line line) {
    state = State.UNKNOWN_MODULE;
    if (!line.readable()) {
      return;
    }
    List<Token> tokens = line.tokens();
    Position keyword = tokens.getFirst().position();
    if (tokens.size() == 1) {
      Position behind = new Position(keyword.line(), keyword.column() + keyword.length(), 1);
      problems.add(
          ConfigProblem.error(ProblemKind.MISSING_ARGUMENT, behind, "`module` ends without a name")
              .expected("`module fast-path`"));
      return;
    }
    Token name = tokens.get(1);
    if (name.text().equals(Vocabulary.FAST_PATH)) {
      state = State.FAST_PATH;
      repeats.once(Section.FAST_PATH.header(), name.position());
      if (fastPathHeader == null) {
        fastPathHeader = keyword;
      }
    } else {
      // Its directives can be checked where it is clear what was meant.
      state = unknown.module(name) ? State.FAST_PATH : State.UNKNOWN_MODULE;
    }
    noMore(line, 2, "`module <name>`");
  }

  private void noMore(Line line, int words, String header) {
    if (line.tokens().size() > words) {
      Token token = line.tokens().get(words);
      problems.add(
          ConfigProblem.error(
                  ProblemKind.UNEXPECTED_ARGUMENT,
                  token.position(),
                  token.quoted() + " is one word too many behind " + header)
              .expected("the end of the line")
              .suggest("directives stand on lines of their own below the header"));
    }
  }

  private void directive(Token word, List<Token> tokens) {
    if (state == State.UNKNOWN_MODULE) {
      return;
    }
    Keyword keyword = Vocabulary.keyword(word.text());
    if (keyword == null) {
      unknownDirective(word);
      return;
    }
    boolean inPlace = isInPlace(keyword, word);
    if (!keyword.repeatable()) {
      repeats.once(keyword.text(), word.position());
    }
    Arguments in = new Arguments(keyword, tokens, problems);
    switch (keyword) {
      case GlobalKeyword it -> keep(GlobalGrammar.read(it, in), inPlace, globals);
      case FastPathKeyword it -> keep(fastPathGrammar.read(it, in), inPlace, fastPath);
    }
    interfaces.addAll(in.interfaces());
  }

  private static <D> void keep(@Nullable D directive, boolean inPlace, List<D> section) {
    if (directive != null && inPlace) {
      section.add(directive);
    }
  }

  /**
   * Reports a directive that stands where it does not belong; its arguments are read all the same.
   */
  private boolean isInPlace(Keyword keyword, Token word) {
    return switch (state) {
      case GLOBAL ->
          keyword.section() == Section.GLOBAL || misplaced(keyword, word, Section.GLOBAL);
      case FAST_PATH ->
          keyword.section() == Section.FAST_PATH || misplaced(keyword, word, Section.FAST_PATH);
      case BEFORE_ANY -> {
        outside(word, keyword.section().header());
        yield false;
      }
      case BEFORE_ANY_REPORTED, UNKNOWN_MODULE -> false;
    };
  }

  private boolean misplaced(Keyword keyword, Token word, Section section) {
    problems.add(
        ConfigProblem.error(
                ProblemKind.MISPLACED_DIRECTIVE,
                word.position(),
                word.quoted() + " does not belong in section `" + section.header() + "`")
            .suggest("move it below `" + keyword.section().header() + "`"));
    return false;
  }

  private void outside(Token word, @Nullable String header) {
    state = State.BEFORE_ANY_REPORTED;
    problems.add(
        ConfigProblem.error(
                ProblemKind.OUTSIDE_SECTION,
                word.position(),
                word.quoted() + " stands before any section")
            .expected("`global` or `module fast-path` first")
            .suggest(header == null ? null : "put `" + header + "` on a line above it"));
  }

  private void unknownDirective(Token word) {
    switch (state) {
      case GLOBAL -> unknown.directive(word, Section.GLOBAL);
      case FAST_PATH -> unknown.directive(word, Section.FAST_PATH);
      case BEFORE_ANY -> {
        outside(word, null);
        unknown.directive(word);
      }
      case BEFORE_ANY_REPORTED -> unknown.directive(word);
      case UNKNOWN_MODULE -> {
        // Nobody can tell.
      }
    }
  }
}
