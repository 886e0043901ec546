package io.packetframe.config;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says of a word that is no keyword what it may have been meant to be. */
final class UnknownWords {
  private final ProblemCollector problems;

  /** The sections whose directives have been listed: once is enough. */
  private final Set<Section> listed = EnumSet.noneOf(Section.class);

  UnknownWords(ProblemCollector problems) {
    this.problems = problems;
  }

  /** Reports a module that we do not have; returns whether it is ours, mistyped. */
  boolean module(Token name) {
    String reason = Vocabulary.notSupported(name.text());
    if (reason != null) {
      problems.add(notSupported(name, reason));
      return false;
    }
    String closest = Suggestions.closest(name.text(), List.of(Vocabulary.FAST_PATH));
    problems.add(
        ConfigProblem.error(
                ProblemKind.UNKNOWN_MODULE, name.position(), "there is no module " + name.quoted())
            .expected("`fast-path`, the only module there is")
            .suggest(closest == null ? null : Suggestions.didYouMean(closest)));
    return closest != null;
  }

  /** Reports a word that starts a line below a header. */
  void directive(Token word, Section section) {
    if (refused(word)) {
      return;
    }
    String meant = meant(word, section);
    ConfigProblem problem =
        unknown(word, " is no directive of section `" + section.header() + "`").suggest(meant);
    problems.add(
        meant == null && listed.add(section)
            ? problem.expected(Arguments.oneOf(Vocabulary.words(section)))
            : problem);
  }

  /** Reports a word that starts a line before any header. */
  void directive(Token word) {
    if (refused(word)) {
      return;
    }
    List<String> words = new ArrayList<>(Vocabulary.words(Section.GLOBAL));
    words.addAll(Vocabulary.words(Section.FAST_PATH));
    problems.add(
        unknown(word, " is no directive").suggest(Suggestions.didYouMean(word.text(), words)));
  }

  private boolean refused(Token word) {
    if (problems.full()) {
      // Only counted: looking for what was meant would take longer than all the rest.
      problems.add(unknown(word, ""));
      return true;
    }
    String reason = Vocabulary.notSupported(word.text());
    if (reason != null) {
      problems.add(notSupported(word, reason));
    }
    return reason != null;
  }

  private static @Nullable String meant(Token word, Section section) {
    String here = Suggestions.didYouMean(word.text(), Vocabulary.words(section));
    if (here != null) {
      return here;
    }
    Section elsewhere =
        switch (section) {
          case GLOBAL -> Section.FAST_PATH;
          case FAST_PATH -> Section.GLOBAL;
        };
    String there = Suggestions.closest(word.text(), Vocabulary.words(elsewhere));
    return there == null
        ? null
        : Suggestions.didYouMean(there) + " It belongs below `" + elsewhere.header() + "`";
  }

  private static ConfigProblem unknown(Token word, String what) {
    return ConfigProblem.error(
        ProblemKind.UNKNOWN_DIRECTIVE, word.position(), word.quoted() + what);
  }

  private static ConfigProblem notSupported(Token word, String reason) {
    return ConfigProblem.error(
        ProblemKind.NOT_SUPPORTED, word.position(), word.quoted() + " is not supported: " + reason);
  }
}
