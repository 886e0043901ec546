package io.packetframe.verifier.cli;

import io.packetframe.PacketFrameException;
import io.packetframe.verifier.kernel.KernelLock;
import io.packetframe.verifier.kernel.KernelStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** {@code verifier kernels prune}: takes out of the cache what nobody needs. */
final class KernelsPruneCommand implements Command {
  private static final String UNUSED = "--unused";

  @Override
  public CommandSpec spec() {
    ITypeConverter<Duration> days =
        text -> {
          try {
            return Duration.ofDays(Math.max(0, Integer.parseInt(text)));
          } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is no number of days");
          }
        };
    return Verifier.described(
            CommandSpec.create().name("prune"),
            "Deletes what the lock file does not name and nobody has used for a while.")
        .addOption(
            OptionSpec.builder(UNUSED)
                .paramLabel("DAYS")
                .type(Duration.class)
                .converters(days)
                .description("Used by nobody for so many days; without it, for one.")
                .build());
  }

  @Override
  public int run(ParseResult given, Console console) throws IOException, PacketFrameException {
    KernelStore store =
        KernelStore.ofUser(KernelLock.read(console.workspace().lock()), false, console.display());
    List<Path> deleted = store.prune(given.matchedOptionValue(UNUSED, Duration.ofDays(1)));
    deleted.forEach(path -> console.out().println("deleted " + path));
    if (deleted.isEmpty()) {
      console.out().println("nothing to delete in " + store.folder());
    }
    return ExitCode.OK;
  }
}
