package io.packetframe.verifier.kernel;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A line of kernels in the catalogue.
 *
 * @param id how we call it
 * @param architecture of the guest
 * @param suites of the archive, searched together
 * @param packages a pattern for each package that the kernel consists of
 * @param release a pattern for the guest's {@code uname -r}: what boots must be what was meant
 * @param btf whether the kernel describes its own types
 * @param standard whether every submission runs it; the others are run when they are asked for
 */
public record KernelEntry(
    KernelId id,
    Architecture architecture,
    List<String> suites,
    List<Pattern> packages,
    Pattern release,
    boolean btf,
    boolean standard)
    implements PackageLine {
  public KernelEntry {
    suites = List.copyOf(suites);
    packages = List.copyOf(packages);
    PackageLine.requireValid(id, suites, packages);
  }

  @Override
  public boolean isBuiltTogether() {
    return true;
  }
}
