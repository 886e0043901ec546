package io.packetframe.verifier.cli;

import io.packetframe.verifier.kernel.Catalogue;
import io.packetframe.verifier.kernel.KernelEntry;
import io.packetframe.verifier.kernel.KernelException;
import io.packetframe.verifier.kernel.KernelId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** {@code --kernel ID}, for all commands that can be confined to some kernels. */
final class KernelOption {
  private static final String NAME = "--kernel";

  /** No id: ids have parts. */
  private static final String ALL = "all";

  private KernelOption() {}

  static CommandSpec addTo(CommandSpec spec) {
    ITypeConverter<String> converter =
        text -> {
          try {
            return text.equals(ALL) ? ALL : new KernelId(text).text();
          } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
          }
        };
    return spec.addOption(
        OptionSpec.builder(NAME)
            .paramLabel("ID|all")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .converters(converter)
            .arity("1")
            .description(
                "Only this kernel; may be given several times. \"all\": the whole catalogue.")
            .build());
  }

  /** Returns the kernels that are named, in their order; empty if none is. */
  static Optional<Collection<KernelEntry>> named(ParseResult given, Catalogue catalogue)
      throws KernelException {
    List<String> names = given.matchedOptionValue(NAME, List.of());
    if (names.isEmpty()) {
      return Optional.empty();
    }
    if (names.contains(ALL)) {
      return Optional.of(catalogue.entries());
    }
    List<KernelEntry> entries = new ArrayList<>();
    for (String name : names.stream().distinct().toList()) {
      entries.add(catalogue.entry(new KernelId(name)));
    }
    return Optional.of(entries);
  }

  /** Returns the kernels that are named, else those that every submission runs. */
  static Collection<KernelEntry> entries(ParseResult given, Catalogue catalogue)
      throws KernelException {
    return named(given, catalogue).orElseGet(catalogue::standard);
  }
}
