package io.packetframe.verifier.cli;

import io.packetframe.verifier.vm.AcceleratorPreference;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** {@code --accel auto|kvm|tcg}. */
final class AcceleratorOption {
  private static final String NAME = "--accel";

  private AcceleratorOption() {}

  static CommandSpec addTo(CommandSpec spec) {
    ITypeConverter<AcceleratorPreference> converter =
        text -> {
          try {
            return AcceleratorPreference.valueOf(text.toUpperCase(Locale.ROOT));
          } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "' is none of auto, kvm, tcg");
          }
        };
    return spec.addOption(
        OptionSpec.builder(NAME)
            .paramLabel("auto|kvm|tcg")
            .type(AcceleratorPreference.class)
            .converters(converter)
            .description("The accelerator; with kvm, falling back is a failure.")
            .build());
  }

  static AcceleratorPreference given(ParseResult given) {
    return given.matchedOptionValue(NAME, AcceleratorPreference.AUTO);
  }
}
