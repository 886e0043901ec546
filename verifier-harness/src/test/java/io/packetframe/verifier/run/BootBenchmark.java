package io.packetframe.verifier.run;

import io.packetframe.PacketFrameException;
import io.packetframe.verifier.kernel.AptConfiguration;
import io.packetframe.verifier.kernel.Catalogue;
import io.packetframe.verifier.kernel.Kernel;
import io.packetframe.verifier.kernel.KernelId;
import io.packetframe.verifier.kernel.KernelLock;
import io.packetframe.verifier.kernel.KernelStore;
import io.packetframe.verifier.testing.Repository;
import io.packetframe.verifier.vm.AcceleratorPreference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/**
 * From a start to the end of {@code uname -r} in a guest: ours beside virtme-ng, by turns, with the
 * same kernel, QEMU, emulation, processors and memory. Prints a table, and whether the target is
 * met. Arguments: [KERNEL [ROUNDS]].
 */
public final class BootBenchmark {
  private static final double TARGET = 4;

  private BootBenchmark() {}

  public static void main(String[] args) throws Exception {
    Kernel kernel = kernel(args.length > 0 ? args[0] : "debian-6.12-amd64");
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    System.out.printf(
        Locale.ROOT,
        "%nFrom a start to the end of `uname -r` in a guest: %s, %s, tcg, %d processors, 1 GiB;"
            + " %d rounds by turns%n%n",
        kernel.release(),
        Host.look(GuestMachine.PC).qemuVersion(),
        BareGuest.PROCESSORS,
        rounds);
    if (!VirtmeNg.isThere()) {
      System.out.println("virtme-ng: not here: .github/setup --peers, run as root");
      return;
    }
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      ours.add(BareGuest.secondsToCommand(kernel));
      theirs.add(VirtmeNg.secondsToCommand(kernel));
    }
    row("ours, one program as init", ours);
    row("virtme-ng " + VirtmeNg.version(), theirs);
    System.out.printf(
        Locale.ROOT, "ours, the agent in its JVM speaks%18.1f s%n%n", secondsToAgent(kernel));
    double times = median(theirs) / median(ours);
    System.out.printf(
        Locale.ROOT,
        "ratio of medians %.1f, at least %.0f: %s%n",
        times,
        TARGET,
        times >= TARGET ? "met" : "NOT met");
  }

  private static Kernel kernel(String id) throws IOException, PacketFrameException {
    KernelLock lock = KernelLock.read(Repository.path("qemu-images/kernels.lock.json"));
    Catalogue catalogue = Catalogue.read(Repository.path("qemu-images/kernels.json"));
    return KernelStore.ofUser(lock, false, System.out::println)
        .obtain(catalogue.entry(new KernelId(id)), AptConfiguration.ofHost());
  }

  /** Of the guest that tests run in, with the whole product aboard. */
  private static double secondsToAgent(Kernel kernel) throws IOException, PacketFrameException {
    Workspace workspace = new Workspace(Repository.path("."));
    Catalogue catalogue = Catalogue.read(workspace.catalogue());
    GuestWork nothing = GuestWork.of(workspace, EnumSet.of(Suite.FEASIBILITY)).only(List.of());
    MatrixResult result =
        new Matrix(workspace, System.out::println)
            .run(
                MatrixKernels.of(List.of(catalogue.entry(kernel.id()))),
                _ -> nothing,
                AcceleratorPreference.TCG,
                new Jobs(1));
    Long millis = result.outcomes().getFirst().run().ledger().get(Milestone.AGENT.word());
    return millis == null ? Double.NaN : millis / 1e3;
  }

  private static void row(String name, List<Double> seconds) {
    System.out.printf(
        Locale.ROOT,
        "%-32s min %.1f s, median %.1f s, max %.1f s%n",
        name,
        Collections.min(seconds),
        median(seconds),
        Collections.max(seconds));
  }

  private static double median(List<Double> seconds) {
    List<Double> sorted = seconds.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
