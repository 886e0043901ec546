package io.packetframe.verifier.run;

import io.packetframe.verifier.kernel.KernelId;
import io.packetframe.verifier.report.KernelOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where things lie in a checkout.
 *
 * @param root of the repository
 * @param results the folder of what runs leave behind
 */
public record Workspace(Path root, Path results) {
  /** A checkout whose results lie where {@code diff}, {@code accept} and {@code report} look. */
  public Workspace(Path root) {
    root = root.toAbsolutePath().normalize();
    this(root, root.resolve("verifier-harness/target/acceptance"));
  }

  /** Returns the same checkout for runs whose results are not those of its matrix. */
  public Workspace aside(String name) {
    return new Workspace(
        root, root.resolve("verifier-harness/target").resolve(name).resolve("acceptance"));
  }

  /** Finds the checkout that holds a folder. */
  public static Optional<Workspace> around(Path folder) {
    for (Path at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("qemu-images/kernels.json"))) {
        return Optional.of(new Workspace(at));
      }
    }
    return Optional.empty();
  }

  /** Returns the catalogue of kernels. */
  public Path catalogue() {
    return root.resolve("qemu-images/kernels.json");
  }

  /** Returns the lock file of kernels. */
  public Path lock() {
    return root.resolve("qemu-images/kernels.lock.json");
  }

  /** Returns the files from which guests are made. */
  public Path guest() {
    return root.resolve("qemu-images/guest");
  }

  /** Returns the product as it is shipped. */
  public Path productImage() {
    return root.resolve("packetframe/target/image");
  }

  /** Returns the agent with its class archive. */
  public Path agent() {
    return root.resolve("verifier-harness/target/agent");
  }

  /** Returns the jars whose classes have JaCoCo's probes; there with {@code -Dguest.coverage}. */
  public Path instrumented() {
    return root.resolve("verifier-harness/target/instrumented");
  }

  /** Returns what JaCoCo counted in a guest. */
  public Path coverage(KernelId kernel) {
    return root.resolve("verifier-harness/target/guest-coverage").resolve(kernel + ".exec");
  }

  /** Returns the folder of what a run needs while it runs. */
  public Path running(KernelId kernel) {
    return root.resolve("verifier-harness/target/runs").resolve(kernel.text());
  }

  /** Returns the record that a run writes. */
  public Path result(KernelId kernel) {
    return results().resolve(kernel + ".json");
  }

  /** Returns what came of a run, whether it has a record or not. */
  public Path outcome(KernelId kernel) {
    return results().resolve(kernel + KernelOutcome.SUFFIX);
  }

  /** Returns the folder of what the tests of a run published. */
  public Path published(KernelId kernel) {
    return results().resolve(kernel + ".published");
  }

  /** Returns the record that was accepted. */
  public Path accepted(KernelId kernel) {
    return root.resolve("acceptance").resolve(kernel + ".json");
  }

  /** Returns the JUnit report of a run, where collectors of such reports look. */
  public Path junitReport(KernelId kernel) {
    return results.resolveSibling("failsafe-reports").resolve("TEST-" + kernel + ".xml");
  }
}
