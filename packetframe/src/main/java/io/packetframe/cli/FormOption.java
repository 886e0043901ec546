package io.packetframe.cli;

import io.packetframe.fastpath.Stages;
import java.util.Optional;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The option that names a form of the data path. */
final class FormOption {
  private FormOption() {}

  /** Returns the form, if the option is there. */
  static Optional<Stages> of(ParseResult arguments, String option) {
    if (!arguments.hasMatchedOption(option)) {
      return Optional.empty();
    }
    String name = arguments.matchedOptionValue(option, "");
    Optional<Stages> form = Stages.named(name);
    if (form.isEmpty()) {
      throw new ParameterException(
          arguments.commandSpec().commandLine(),
          option + " is fast_path or fast_path_two_stage, not " + name);
    }
    return form;
  }
}
