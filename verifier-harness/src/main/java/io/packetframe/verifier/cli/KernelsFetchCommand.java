package io.packetframe.verifier.cli;

import io.packetframe.PacketFrameException;
import io.packetframe.verifier.kernel.AptConfiguration;
import io.packetframe.verifier.kernel.Architecture;
import io.packetframe.verifier.kernel.Catalogue;
import io.packetframe.verifier.kernel.Kernel;
import io.packetframe.verifier.kernel.KernelEntry;
import io.packetframe.verifier.kernel.KernelException;
import io.packetframe.verifier.kernel.KernelLock;
import io.packetframe.verifier.kernel.KernelStore;
import io.packetframe.verifier.run.Workspace;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code verifier kernels fetch}: fills the cache, so that runs need no network. */
final class KernelsFetchCommand implements Command {
  @Override
  public CommandSpec spec() {
    return KernelOption.addTo(
        Verifier.described(
            CommandSpec.create().name("fetch"),
            "Fetches kernels into the cache; runs then need no network."));
  }

  @Override
  public int run(ParseResult given, Console console) throws IOException, PacketFrameException {
    Workspace workspace = console.workspace();
    KernelStore store =
        KernelStore.ofUser(KernelLock.read(workspace.lock()), false, console.display());
    AptConfiguration apt = AptConfiguration.ofHost();
    Catalogue catalogue = Catalogue.read(workspace.catalogue());
    for (KernelEntry entry : KernelOption.entries(given, catalogue)) {
      Kernel kernel;
      try {
        kernel = store.obtain(entry, apt);
      } catch (KernelException e) {
        if (entry.lane().counts()) {
          throw e;
        }
        console.out().println(entry.id() + ": unavailable: " + e.getMessage());
        e.remedy().ifPresent(it -> console.out().println("  try: " + it));
        continue;
      }
      if (entry.architecture() != Architecture.ofHost()) {
        kernel = kernel.with(store.obtain(catalogue.userland(entry.architecture()), apt));
      }
      console.out().println(entry.id() + ": " + kernel.release() + " in " + store.folder());
      kernel.unlocked().ifPresent(why -> console.out().println("  unlocked: " + why));
    }
    return ExitCode.OK;
  }
}
