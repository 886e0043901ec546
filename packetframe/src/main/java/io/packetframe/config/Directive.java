package io.packetframe.config;

/** One line of a config that says something. */
public sealed interface Directive permits GlobalDirective, FastPathDirective {
  /** Returns where its keyword stands. */
  Position position();

  /** Returns which directive it is; its text is the name to use in messages. */
  Keyword keyword();
}
