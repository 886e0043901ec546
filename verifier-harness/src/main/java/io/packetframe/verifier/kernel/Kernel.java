package io.packetframe.verifier.kernel;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A kernel whose files lie on this machine.
 *
 * @param entry what it was asked for as
 * @param packages what it, and the user land that it runs with, are made of
 * @param release its {@code uname -r}
 * @param image the file to boot
 * @param configuration its build configuration
 * @param modules the folder {@code lib/modules/RELEASE}
 * @param unlocked why it is not exactly what the lock file names; empty if it is
 */
public record Kernel(
    KernelEntry entry,
    List<KernelPackage> packages,
    String release,
    Path image,
    Path configuration,
    Path modules,
    Optional<String> unlocked) {
  public Kernel {
    packages = List.copyOf(packages);
    if (!entry.release().matcher(release).matches()) {
      throw new IllegalArgumentException(
          entry.id() + ": its packages hold a kernel " + release + ", not " + entry.release());
    }
  }

  /** Returns the same kernel, unlocked where the user land that it runs with is. */
  public Kernel with(Userland userland) {
    return new Kernel(
        entry,
        Stream.concat(packages.stream(), userland.packages().stream()).toList(),
        release,
        image,
        configuration,
        modules,
        unlocked.or(userland::unlocked));
  }

  /** Returns how we call it. */
  public KernelId id() {
    return entry.id();
  }
}
