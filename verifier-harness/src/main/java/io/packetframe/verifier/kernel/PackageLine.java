package io.packetframe.verifier.kernel;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Packages of the archive that are used together: the newest of them are locked. */
public sealed interface PackageLine permits KernelEntry, UserlandEntry {
  /** Returns how we call it. */
  KernelId id();

  /** Returns what it is built for. */
  Architecture architecture();

  /** Returns the archive that has the packages. */
  Archive archive();

  /** Returns the suites of the archive, searched together. */
  List<String> suites();

  /** Returns a pattern for each package. */
  List<Pattern> packages();

  /** Returns the folder of the archive with packages that its index no longer lists. */
  Optional<String> pool();

  /** Tells whether the packages are built from one source, and so have one version. */
  boolean isBuiltTogether();

  /** Refuses what cannot be asked of an archive. */
  static void requireValid(KernelId id, List<String> suites, List<Pattern> packages) {
    if (suites.isEmpty() || packages.isEmpty()) {
      throw new IllegalArgumentException(id + ": an entry needs a suite and a package");
    }
    for (String suite : suites) {
      if (!suite.matches("[a-z]+(?:-[a-z]+)*")) {
        throw new IllegalArgumentException(id + ": not a suite: " + suite);
      }
    }
  }
}
