package io.packetframe.config;

/** The first word of a directive: the schema of a section is the set of its keywords. */
public sealed interface Keyword permits GlobalKeyword, FastPathKeyword {
  /** Returns the word itself. */
  String text();

  /** Returns the section that the directive belongs to. */
  Section section();

  /** Returns the shape of the whole directive, as documents and messages show it. */
  String syntax();

  /** Whether a config may hold the directive more than once, with different arguments. */
  boolean repeatable();
}
