package io.packetframe.verifier.cli;

import io.packetframe.PacketFrameException;
import io.packetframe.verifier.kernel.AptConfiguration;
import io.packetframe.verifier.kernel.Catalogue;
import io.packetframe.verifier.kernel.KernelEntry;
import io.packetframe.verifier.kernel.KernelLock;
import io.packetframe.verifier.kernel.KernelPackage;
import io.packetframe.verifier.kernel.KernelStore;
import io.packetframe.verifier.run.Workspace;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code verifier kernels list}. */
final class KernelsListCommand implements Command {
  @Override
  public CommandSpec spec() {
    return Verifier.described(
        CommandSpec.create().name("list"),
        "Lists the catalogue: lane, whether it is in the cache, and what is locked or missing.");
  }

  @Override
  public int run(ParseResult given, Console console) throws PacketFrameException {
    Workspace workspace = console.workspace();
    KernelLock lock = KernelLock.read(workspace.lock());
    KernelStore store = KernelStore.ofUser(lock, false, console.display());
    AptConfiguration apt = AptConfiguration.ofHost();
    for (KernelEntry entry : Catalogue.read(workspace.catalogue()).entries()) {
      String version =
          lock.packages(entry.id()).orElse(List.of()).stream()
              .map(KernelPackage::toString)
              .collect(Collectors.joining(", "));
      if (version.isEmpty()) {
        version = "not locked" + apt.missing(entry.archive()).map(why -> "; " + why).orElse("");
      }
      console
          .out()
          .printf(
              Locale.ROOT,
              "%-22s %-8s %-6s %s%n",
              entry.id(),
              entry.lane(),
              store.has(entry) ? "cached" : "absent",
              version);
    }
    return ExitCode.OK;
  }
}
