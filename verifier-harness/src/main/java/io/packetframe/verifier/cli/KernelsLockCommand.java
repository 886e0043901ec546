package io.packetframe.verifier.cli;

import io.packetframe.PacketFrameException;
import io.packetframe.verifier.kernel.AptConfiguration;
import io.packetframe.verifier.kernel.Catalogue;
import io.packetframe.verifier.kernel.KernelEntry;
import io.packetframe.verifier.kernel.KernelException;
import io.packetframe.verifier.kernel.KernelLock;
import io.packetframe.verifier.kernel.KernelPackage;
import io.packetframe.verifier.kernel.KernelStore;
import io.packetframe.verifier.kernel.PackageLine;
import io.packetframe.verifier.kernel.UserlandEntry;
import io.packetframe.verifier.run.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code verifier kernels lock}: pins the newest of each line. */
final class KernelsLockCommand implements Command {
  @Override
  public CommandSpec spec() {
    return KernelOption.addTo(
        Verifier.described(
            CommandSpec.create().name("lock"),
            "Writes version, sha256 and size of the newest packages into the lock file."));
  }

  @Override
  public int run(ParseResult given, Console console) throws IOException, PacketFrameException {
    Workspace workspace = console.workspace();
    KernelLock lock = KernelLock.read(workspace.lock());
    KernelStore store = KernelStore.ofUser(lock, false, console.display());
    AptConfiguration apt = AptConfiguration.ofHost();
    Catalogue catalogue = Catalogue.read(workspace.catalogue());
    Optional<Collection<KernelEntry>> named = KernelOption.named(given, catalogue);
    List<PackageLine> lines = new ArrayList<>(named.orElseGet(catalogue::entries));
    if (named.isEmpty()) {
      lines.addAll(catalogue.userlands());
    }
    for (PackageLine entry : lines) {
      List<KernelPackage> newest;
      try {
        newest = store.newest(entry, apt);
      } catch (KernelException e) {
        if (counts(entry)) {
          throw e;
        }
        console.out().println(entry.id() + ": left as it is: " + e.getMessage());
        continue;
      }
      boolean same = lock.packages(entry.id()).map(newest::equals).orElse(false);
      lock = lock.with(entry.id(), newest);
      newest.forEach(
          it -> console.out().println(entry.id() + ": " + it + (same ? " (as before)" : "")));
    }
    lock.write(workspace.lock());
    return ExitCode.OK;
  }

  private static boolean counts(PackageLine line) {
    return switch (line) {
      case KernelEntry it -> it.lane().counts();
      case UserlandEntry _ -> true;
    };
  }
}
