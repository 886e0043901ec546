package io.packetframe.verifier.kernel;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A line of kernels in the catalogue.
 *
 * @param id how we call it
 * @param architecture as Debian spells it
 * @param suites of the archive, searched together
 * @param packages a pattern for each package that the kernel consists of
 * @param release a pattern for the guest's {@code uname -r}: what boots must be what was meant
 * @param btf whether the kernel describes its own types
 */
public record KernelEntry(
    KernelId id,
    String architecture,
    List<String> suites,
    List<Pattern> packages,
    Pattern release,
    boolean btf) {
  public KernelEntry {
    suites = List.copyOf(suites);
    packages = List.copyOf(packages);
    if (suites.isEmpty() || packages.isEmpty()) {
      throw new IllegalArgumentException(id + ": an entry needs a suite and a package");
    }
    if (!architecture.equals("amd64")) {
      throw new IllegalArgumentException(id + ": no machine for " + architecture + " yet");
    }
    for (String suite : suites) {
      if (!suite.matches("[a-z]+(?:-[a-z]+)*")) {
        throw new IllegalArgumentException(id + ": not a suite: " + suite);
      }
    }
  }
}
