package io.packetframe.verifier.kernel;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What guests of another architecture than the host's run beside the product: a Java runtime, the
 * libraries that it needs, busybox.
 *
 * @param id how we call it
 * @param architecture of its programs
 * @param suites of the archive, searched together
 * @param packages a pattern for each package
 */
public record UserlandEntry(
    KernelId id, Architecture architecture, List<String> suites, List<Pattern> packages)
    implements PackageLine {
  public UserlandEntry {
    suites = List.copyOf(suites);
    packages = List.copyOf(packages);
    PackageLine.requireValid(id, suites, packages);
  }

  @Override
  public Archive archive() {
    return Archive.DEBIAN;
  }

  @Override
  public Optional<String> pool() {
    return Optional.empty();
  }

  @Override
  public boolean isBuiltTogether() {
    return false;
  }
}
