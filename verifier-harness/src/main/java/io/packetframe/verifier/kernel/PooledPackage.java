package io.packetframe.verifier.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A package by name and version, whether the archive's index lists it or not.
 *
 * @param name of the package
 * @param version as Debian writes it
 * @param listed what the index says of it; empty if it is only found in the pool
 */
record PooledPackage(String name, String version, Optional<KernelPackage> listed) {
  /** What comes before the release, in a package's name and in a pattern of one. */
  private static final Pattern BEFORE_RELEASE = Pattern.compile("([a-z][a-z-]*?-)[0-9].*");

  static PooledPackage of(KernelPackage it) {
    return new PooledPackage(it.name(), it.version(), Optional.empty());
  }

  /**
   * Picks the newest version of which the index lists at least one package. Those of a kernel end
   * in its release all alike, so that one name tells the others.
   */
  static List<PooledPackage> newest(PackageLine entry, List<KernelPackage> listed)
      throws KernelException {
    Comparator<KernelPackage> byVersion =
        (left, right) -> DebianVersion.compare(left.version(), right.version());
    Optional<KernelPackage> newest = listed.stream().max(byVersion);
    if (newest.isEmpty()) {
      throw new KernelException(
          "the archive has no package like any of " + entry.packages() + " in " + entry.suites(),
          null,
          null);
    }
    KernelPackage known = newest.get();
    String release = known.name().substring(prefix(known.name()).length());
    List<PooledPackage> packages = new ArrayList<>();
    for (Pattern pattern : entry.packages()) {
      String name = prefix(pattern.pattern()) + release;
      if (!pattern.matcher(name).matches()) {
        throw new KernelException(name + " is not like " + pattern, null, null);
      }
      packages.add(
          new PooledPackage(
              name,
              known.version(),
              listed.stream()
                  .filter(it -> it.name().equals(name) && it.version().equals(known.version()))
                  .findFirst()));
    }
    return packages;
  }

  private static String prefix(String name) throws KernelException {
    Matcher matcher = BEFORE_RELEASE.matcher(name);
    if (!matcher.matches()) {
      throw new KernelException(name + ": no release in it", null, null);
    }
    return matcher.group(1);
  }

  /** Returns what its file is called in the pool, where versions stand without their epoch. */
  String fileName(Architecture architecture) {
    return name + "_" + version.replaceFirst("^[0-9]+:", "") + "_" + architecture + ".deb";
  }
}
