package io.packetframe.verifier.kernel;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A user land whose files lie on this machine.
 *
 * @param entry what it was asked for as
 * @param root below which the packages' files lie
 * @param packages that it is made of
 * @param unlocked why it is not exactly what the lock file names; empty if it is
 */
public record Userland(
    UserlandEntry entry, Path root, List<KernelPackage> packages, Optional<String> unlocked) {
  public Userland {
    packages = List.copyOf(packages);
  }
}
