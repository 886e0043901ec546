package io.packetframe.verifier.cli;

import io.packetframe.verifier.run.Suite;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** {@code --suite S}: a part of what guests show. */
final class SuiteOption {
  static final String NAME = "--suite";

  private SuiteOption() {}

  static CommandSpec addTo(CommandSpec spec) {
    String names =
        Arrays.stream(Suite.values()).map(Suite::toString).collect(Collectors.joining(", "));
    ITypeConverter<Suite> converter =
        text ->
            Suite.of(text)
                .orElseThrow(
                    () -> new TypeConversionException("'" + text + "' is none of " + names));
    return spec.addOption(
        OptionSpec.builder(NAME)
            .paramLabel("SUITE")
            .type(List.class)
            .auxiliaryTypes(Suite.class)
            .converters(converter)
            .arity("1")
            .description(
                "Only this part; may be given several times: "
                    + names
                    + ". feasibility always"
                    + " runs. The record of a part is never accepted.")
            .build());
  }

  /** Returns the suites that are named; empty if none is. */
  static Set<Suite> named(ParseResult given) {
    List<Suite> names = given.matchedOptionValue(NAME, List.of());
    return names.isEmpty() ? EnumSet.noneOf(Suite.class) : EnumSet.copyOf(names);
  }
}
