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
 */
public record Workspace(Path root) {
  public Workspace {
    root = root.toAbsolutePath().normalize();
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

  /** Returns the folder of results. */
  public Path results() {
    return root.resolve("verifier-harness/target/acceptance");
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
    return root.resolve("verifier-harness/target/failsafe-reports/TEST-" + kernel + ".xml");
  }
}
