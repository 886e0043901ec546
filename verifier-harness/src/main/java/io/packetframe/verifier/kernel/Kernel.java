package io.packetframe.verifier.kernel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A kernel whose files lie on this machine.
 *
 * @param id how we call it
 * @param architecture of its guest
 * @param lane how much depends on it
 * @param packages what it, and the user land that it runs with, are made of
 * @param release its {@code uname -r}
 * @param image the file to boot
 * @param configuration its build configuration
 * @param modules the folder {@code lib/modules/RELEASE}
 * @param btf whether it has to describe its own types; empty if nothing is known of that
 * @param unlocked why it is not exactly what the lock file names; empty if it is
 */
public record Kernel(
    KernelId id,
    Architecture architecture,
    Lane lane,
    List<KernelPackage> packages,
    String release,
    Path image,
    Path configuration,
    Path modules,
    Optional<Boolean> btf,
    Optional<String> unlocked) {
  public Kernel {
    packages = List.copyOf(packages);
  }

  /**
   * Returns a kernel of the catalogue.
   *
   * @throws KernelException if the packages are not what the entry is about
   */
  static Kernel of(
      KernelEntry entry,
      List<KernelPackage> packages,
      UnpackedPackages files,
      Optional<String> unlocked)
      throws IOException, KernelException {
    String release = files.release();
    if (!entry.release().matcher(release).matches()) {
      throw new KernelException(
          entry.id() + ": its packages hold a kernel " + release + ", not " + entry.release(),
          null,
          null);
    }
    return new Kernel(
        entry.id(),
        entry.architecture(),
        entry.lane(),
        packages,
        release,
        files.image(),
        files.configuration(),
        files.modules(),
        Optional.of(entry.btf()),
        unlocked);
  }

  /** Tells whether it is the user's own, of which the catalogue knows nothing. */
  public boolean isByPath() {
    return btf.isEmpty();
  }

  /** Returns the same kernel, unlocked where the user land that it runs with is. */
  public Kernel with(Userland userland) {
    return new Kernel(
        id,
        architecture,
        lane,
        Stream.concat(packages.stream(), userland.packages().stream()).toList(),
        release,
        image,
        configuration,
        modules,
        btf,
        unlocked.or(userland::unlocked));
  }
}
