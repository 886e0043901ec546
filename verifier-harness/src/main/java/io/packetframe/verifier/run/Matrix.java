package io.packetframe.verifier.run;

import io.packetframe.PacketFrameException;
import io.packetframe.verifier.kernel.AptConfiguration;
import io.packetframe.verifier.kernel.Architecture;
import io.packetframe.verifier.kernel.Catalogue;
import io.packetframe.verifier.kernel.Kernel;
import io.packetframe.verifier.kernel.KernelEntry;
import io.packetframe.verifier.kernel.KernelLock;
import io.packetframe.verifier.kernel.KernelStore;
import io.packetframe.verifier.kernel.Userland;
import io.packetframe.verifier.vm.AcceleratorPreference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The kernels of one run, one after the other. */
public final class Matrix {
  private final Workspace workspace;
  private final Consumer<String> progress;

  /** Runs kernels of a checkout; {@code progress} takes a line when something slow begins. */
  public Matrix(Workspace workspace, Consumer<String> progress) {
    this.workspace = workspace;
    this.progress = progress;
  }

  /** Runs kernels, one after the other. */
  public List<Outcome> run(Collection<KernelEntry> entries, AcceleratorPreference preference)
      throws IOException, PacketFrameException {
    Catalogue catalogue = Catalogue.read(workspace.catalogue());
    KernelStore store =
        KernelStore.ofUser(KernelLock.read(workspace.lock()), mustBeLocked(), progress);
    AptConfiguration apt = AptConfiguration.ofHost();
    List<Outcome> outcomes = new ArrayList<>();
    for (KernelEntry entry : entries) {
      Kernel kernel = store.obtain(entry, apt);
      Optional<Userland> userland = Optional.empty();
      if (entry.architecture() != Architecture.ofHost()) {
        userland = Optional.of(store.obtain(catalogue.userland(entry.architecture()), apt));
        kernel = kernel.with(userland.get());
      }
      kernel.unlocked().ifPresent(why -> progress.accept("UNLOCKED " + entry.id() + ": " + why));
      outcomes.add(new KernelRun(workspace, kernel, userland, progress).run(preference));
    }
    return List.copyOf(outcomes);
  }

  private static boolean mustBeLocked() {
    return Optional.ofNullable(System.getenv("PACKETFRAME_REQUIRE"))
        .map(names -> Arrays.stream(names.split(",")).map(String::strip).anyMatch("locked"::equals))
        .orElse(false);
  }
}
