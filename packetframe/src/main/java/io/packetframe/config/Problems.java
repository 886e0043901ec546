package io.packetframe.config;

import io.packetframe.net.InterfaceName;
import java.util.List;

/**
 * A config that cannot be used, and all that is wrong with it.
 *
 * @param source the text
 * @param problems errors and warnings in the order of the text, at least one error
 * @param interfaces each place that names an interface
 * @param omitted how many further problems were found and not kept
 */
public record Problems(
    SourceText source,
    List<ConfigProblem> problems,
    List<Located<InterfaceName>> interfaces,
    int omitted)
    implements ParseResult {
  /** Checks that there is an error. */
  public Problems {
    problems = List.copyOf(problems);
    interfaces = List.copyOf(interfaces);
    boolean error = false;
    for (ConfigProblem problem : problems) {
      error |= problem.severity() == Severity.ERROR;
    }
    if (!error) {
      throw new IllegalArgumentException("problems: at least one error");
    }
  }
}
