package io.packetframe.config;

import io.packetframe.net.InterfaceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A valid config.
 *
 * @param source the text
 * @param globals the directives outside modules, in the order of the file
 * @param fastPath the fast-path module, if the config has it
 * @param problems warnings only
 * @param interfaces each place that names an interface
 * @param omitted how many further warnings were found and not kept
 */
public record Config(
    SourceText source,
    List<GlobalDirective> globals,
    Optional<ModuleSection> fastPath,
    List<ConfigProblem> problems,
    List<Located<InterfaceName>> interfaces,
    int omitted)
    implements ParseResult {
  /** Copies the lists and checks that there is no error. */
  public Config {
    globals = List.copyOf(globals);
    problems = List.copyOf(problems);
    interfaces = List.copyOf(interfaces);
    for (ConfigProblem problem : problems) {
      if (problem.severity() == Severity.ERROR) {
        throw new IllegalArgumentException("problems: warnings only");
      }
    }
  }

  /** Returns the global settings, defaults filled in. */
  public GlobalSettings settings() {
    return GlobalSettings.of(globals);
  }

  /** Returns every directive: global ones, then those of the module. */
  public List<Directive> directives() {
    List<Directive> all = new ArrayList<>(globals);
    if (fastPath.isPresent()) {
      all.addAll(fastPath.get().directives());
    }
    return all;
  }

  /** Returns the attached interfaces, in the order of the file. */
  public List<FastPathDirective.Attach> attachments() {
    return fastPath.isPresent() ? fastPath.get().all(FastPathDirective.Attach.class) : List.of();
  }
}
