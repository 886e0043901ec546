package io.packetframe.config;

import io.packetframe.net.InterfaceName;
import java.util.List;

/** What became of a config text: a {@link Config}, or {@link Problems}; never an exception. */
public sealed interface ParseResult permits Config, Problems {
  /** Returns the text that was parsed, to show lines of it. */
  SourceText source();

  /**
   * Returns what there is to say about the text, in its order; in a {@code Config} warnings only.
   */
  List<ConfigProblem> problems();

  /**
   * Returns each place that names an interface, also within directives that are wrong elsewhere.
   * All of them must exist for the config to work.
   */
  List<Located<InterfaceName>> interfaces();

  /** Returns how many further problems were found and not kept. */
  int omitted();
}
