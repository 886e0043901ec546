package io.packetframe.config;

import io.packetframe.net.InterfaceName;
import java.util.List;

/** One line of a config that says something. */
public sealed interface Directive permits GlobalDirective, FastPathDirective {
  /** Returns where its keyword stands. */
  Position position();

  /** Returns which directive it is; its text is the name to use in messages. */
  Keyword keyword();

  /** Returns the interfaces that it names, and where; they must exist for it to work. */
  default List<Located<InterfaceName>> interfaces() {
    return List.of();
  }
}
