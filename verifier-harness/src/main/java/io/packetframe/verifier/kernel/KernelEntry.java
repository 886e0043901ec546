package io.packetframe.verifier.kernel;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A line of kernels in the catalogue.
 *
 * @param id how we call it
 * @param architecture of the guest
 * @param archive that has its packages
 * @param suites of the archive, searched together
 * @param packages a pattern for each package that the kernel consists of
 * @param pool the folder of the archive with packages that its index no longer lists: superseded
 *     ones of a kernel in several packages vanish from there before the rest does
 * @param release a pattern for the guest's {@code uname -r}: what boots must be what was meant
 * @param btf whether the kernel describes its own types
 * @param lane how much depends on it
 * @param standardSuites the parts of a run that it is confined to where nobody named it; empty for
 *     all
 */
public record KernelEntry(
    KernelId id,
    Architecture architecture,
    Archive archive,
    List<String> suites,
    List<Pattern> packages,
    Optional<String> pool,
    Pattern release,
    boolean btf,
    Lane lane,
    List<String> standardSuites)
    implements PackageLine {
  public KernelEntry {
    suites = List.copyOf(suites);
    packages = List.copyOf(packages);
    standardSuites = List.copyOf(standardSuites);
    PackageLine.requireValid(id, suites, packages);
    if (pool.isPresent() && !pool.get().matches("[a-z0-9]+(?:[/-][a-z0-9]+)*")) {
      throw new IllegalArgumentException(id + ": not a folder of the pool: " + pool.get());
    }
  }

  @Override
  public boolean isBuiltTogether() {
    return true;
  }
}
