package io.packetframe.verifier.run;

import io.packetframe.PacketFrameException;
import io.packetframe.record.JsonWriter;
import io.packetframe.verifier.kernel.AptConfiguration;
import io.packetframe.verifier.kernel.Architecture;
import io.packetframe.verifier.kernel.Catalogue;
import io.packetframe.verifier.kernel.Kernel;
import io.packetframe.verifier.kernel.KernelEntry;
import io.packetframe.verifier.kernel.KernelException;
import io.packetframe.verifier.kernel.KernelId;
import io.packetframe.verifier.kernel.KernelLock;
import io.packetframe.verifier.kernel.KernelStore;
import io.packetframe.verifier.kernel.Userland;
import io.packetframe.verifier.vm.AcceleratorPreference;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** The kernels of one run. */
public final class Matrix {
  private final Workspace workspace;
  private final RunWatcher watcher;

  /** Runs kernels of a checkout. */
  public Matrix(Workspace workspace, RunWatcher watcher) {
    this.workspace = workspace;
    this.watcher = watcher;
  }

  /**
   * Runs kernels, so many at a time, the longest first; returns what came of them in the order
   * given. Where one cannot be run at all, those that have begun are waited for.
   *
   * @throws PacketFrameException if a kernel that counts cannot be had or run
   */
  public MatrixResult run(
      MatrixKernels kernels,
      Function<KernelId, GuestWork> work,
      AcceleratorPreference preference,
      Jobs jobs)
      throws IOException, PacketFrameException {
    List<Unavailable> unavailable = new ArrayList<>();
    List<KernelRun> runs = obtain(kernels, work, jobs, unavailable);
    Map<KernelRun, Future<Outcome>> begun = new LinkedHashMap<>();
    List<Outcome> outcomes = new ArrayList<>();
    try (ExecutorService workers =
        Executors.newFixedThreadPool(Math.min(jobs.count(), Math.max(1, runs.size())))) {
      try {
        for (KernelRun run : new Schedule(workspace).longestFirst(runs, KernelRun::id)) {
          begun.put(run, workers.submit(() -> run.run(preference)));
        }
        for (KernelRun run : runs) {
          outcomes.add(Awaited.result(Objects.requireNonNull(begun.get(run))));
        }
      } finally {
        // Those that have not begun never will; the pool waits for the others.
        begun.values().forEach(each -> each.cancel(false));
      }
    }
    return new MatrixResult(outcomes, unavailable);
  }

  private List<KernelRun> obtain(
      MatrixKernels kernels,
      Function<KernelId, GuestWork> work,
      Jobs jobs,
      List<Unavailable> unavailable)
      throws IOException, PacketFrameException {
    Catalogue catalogue = Catalogue.read(workspace.catalogue());
    KernelStore store =
        KernelStore.ofUser(KernelLock.read(workspace.lock()), mustBeLocked(), watcher);
    AptConfiguration apt = AptConfiguration.ofHost();
    // Whoever comes first tries the accelerators; the others are told.
    Lock ladder = new ReentrantLock();
    List<KernelRun> runs = new ArrayList<>();
    List<Kernel> found = new ArrayList<>();
    for (KernelEntry entry : kernels.entries()) {
      try {
        found.add(store.obtain(entry, apt));
      } catch (KernelException e) {
        if (entry.lane().counts()) {
          throw missing(e, kernels.entries(), store);
        }
        unavailable.add(unavailable(entry, e));
      }
    }
    if (mustBeLocked() && !kernels.own().isEmpty()) {
      throw new HarnessException("a kernel by path is never the locked one", null);
    }
    found.addAll(kernels.own());
    int guestsOfEach = jobs.perKernel(found.size());
    for (Kernel it : found) {
      Kernel kernel = it;
      Optional<Userland> userland = Optional.empty();
      if (it.architecture() != Architecture.ofHost()) {
        userland = Optional.of(store.obtain(catalogue.userland(it.architecture()), apt));
        kernel = it.with(userland.get());
      }
      kernel.unlocked().ifPresent(why -> watcher.begins("UNLOCKED " + it.id() + ": " + why));
      runs.add(
          new KernelRun(
              workspace,
              kernel,
              userland,
              work.apply(it.id()),
              jobs,
              guestsOfEach,
              ladder,
              watcher));
    }
    return runs;
  }

  /** Says at once what else is missing: each fetch may take long. */
  private static HarnessException missing(
      KernelException first, List<KernelEntry> entries, KernelStore store) {
    List<String> others =
        entries.stream()
            .filter(it -> it.lane().counts() && !store.has(it))
            .map(it -> it.id().text())
            .toList();
    return new HarnessException(
        first.getMessage()
            + (others.size() < 2 ? "" : "; not in the cache: " + String.join(", ", others)),
        first.remedy().orElse(null));
  }

  /** Leaves it behind for reports, in place of what an earlier run left. */
  private Unavailable unavailable(KernelEntry entry, KernelException why) throws IOException {
    Unavailable it =
        new Unavailable(
            entry, why.getMessage() + why.remedy().map(how -> " (" + how + ")").orElse(""));
    watcher.begins("UNAVAILABLE " + entry.id() + ": " + it.reason());
    Files.createDirectories(workspace.results());
    Files.deleteIfExists(workspace.result(entry.id()));
    Files.writeString(workspace.outcome(entry.id()), JsonWriter.pretty(it.forReport().toJson()));
    return it;
  }

  private static boolean mustBeLocked() {
    return Optional.ofNullable(System.getenv("PACKETFRAME_REQUIRE"))
        .map(names -> Arrays.stream(names.split(",")).map(String::strip).anyMatch("locked"::equals))
        .orElse(false);
  }
}
