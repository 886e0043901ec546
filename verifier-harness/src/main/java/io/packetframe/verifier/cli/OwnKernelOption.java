package io.packetframe.verifier.cli;

import io.packetframe.PacketFrameException;
import io.packetframe.verifier.kernel.Kernel;
import io.packetframe.verifier.kernel.UserKernel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code --kernel-image FILE --modules FOLDER}: a kernel of the user's own. */
final class OwnKernelOption {
  private static final String IMAGE = "--kernel-image";
  private static final String MODULES = "--modules";

  private OwnKernelOption() {}

  static CommandSpec addTo(CommandSpec spec) {
    return spec.addOption(
            OptionSpec.builder(IMAGE)
                .paramLabel("FILE")
                .type(Path.class)
                .description(
                    "A kernel of your own, an x86 bzImage or an arm64 Image; alone, unless --kernel"
                        + " names others. Its record is never accepted.")
                .build())
        .addOption(
            OptionSpec.builder(MODULES)
                .paramLabel("FOLDER")
                .type(Path.class)
                .description("Its modules: lib/modules/RELEASE, or where modules_install put them.")
                .build());
  }

  /** Returns the kernel that is given, or none. */
  static List<Kernel> given(ParseResult given, Console console)
      throws IOException, PacketFrameException {
    if (given.hasMatchedOption(IMAGE) != given.hasMatchedOption(MODULES)) {
      throw new ParameterException(
          given.commandSpec().commandLine(), IMAGE + " and " + MODULES + " go together");
    }
    return given.hasMatchedOption(IMAGE)
        ? List.of(UserKernel.of(path(IMAGE, given, console), path(MODULES, given, console)))
        : List.of();
  }

  private static Path path(String option, ParseResult given, Console console) {
    return console.folder().resolve(given.matchedOptionValue(option, Path.of("")));
  }

  /** Returns the words that name a kernel again. */
  static String again(Kernel kernel, List<Kernel> own, ParseResult given) {
    if (own.stream().noneMatch(it -> it.id().equals(kernel.id()))) {
      return "--kernel " + kernel.id();
    }
    return IMAGE
        + " "
        + given.matchedOptionValue(IMAGE, Path.of(""))
        + " "
        + MODULES
        + " "
        + given.matchedOptionValue(MODULES, Path.of(""));
  }
}
