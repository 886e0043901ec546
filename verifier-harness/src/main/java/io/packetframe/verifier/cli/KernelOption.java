package io.packetframe.verifier.cli;

import io.packetframe.verifier.kernel.Catalogue;
import io.packetframe.verifier.kernel.KernelEntry;
import io.packetframe.verifier.kernel.KernelException;
import io.packetframe.verifier.kernel.KernelId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** {@code --kernel ID}, for all commands that can be confined to some kernels. */
final class KernelOption {
  private static final String NAME = "--kernel";

  private KernelOption() {}

  static CommandSpec addTo(CommandSpec spec) {
    ITypeConverter<KernelId> converter =
        text -> {
          try {
            return new KernelId(text);
          } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
          }
        };
    return spec.addOption(
        OptionSpec.builder(NAME)
            .paramLabel("ID")
            .type(List.class)
            .auxiliaryTypes(KernelId.class)
            .converters(converter)
            .arity("1")
            .description("Only this kernel of the catalogue; may be given several times.")
            .build());
  }

  static List<KernelId> ids(ParseResult given) {
    return given.matchedOptionValue(NAME, List.of());
  }

  static Collection<KernelEntry> entries(ParseResult given, Catalogue catalogue)
      throws KernelException {
    List<KernelId> ids = ids(given);
    if (ids.isEmpty()) {
      return catalogue.entries();
    }
    List<KernelEntry> entries = new ArrayList<>();
    for (KernelId id : ids) {
      entries.add(catalogue.entry(id));
    }
    return entries;
  }
}
