package io.packetframe.verifier.kernel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The mirrors that this machine uses, read from its own apt configuration: no host name is written
 * down in the code. {@code PACKETFRAME_DEBIAN_MIRROR} and {@code PACKETFRAME_UBUNTU_MIRROR} go
 * before.
 */
public final class AptConfiguration {
  /** Where an archive is, and where its security updates are. */
  private record Mirror(AptSource archive, AptSource security) {}

  private final Map<Archive, Mirror> mirrors;

  private AptConfiguration(Map<Archive, Mirror> mirrors) {
    this.mirrors = mirrors;
  }

  /** Reads {@code /etc/apt}, or what the environment says instead. */
  public static AptConfiguration ofHost() throws KernelException {
    return read(Path.of("/etc/apt"), System.getenv());
  }

  static AptConfiguration read(Path folder, Map<String, String> environment)
      throws KernelException {
    List<AptSource> sources;
    try {
      sources = SourceLists.in(folder);
    } catch (IOException e) {
      throw new KernelException("apt's configuration cannot be read: " + e.getMessage(), null, e);
    }
    Map<Archive, Mirror> mirrors = new EnumMap<>(Archive.class);
    for (Archive archive : Archive.values()) {
      String named = environment.getOrDefault(archive.variable(), "").replaceFirst("/+$", "");
      // A host that was bootstrapped may know the archive alone.
      Optional<Mirror> mirror =
          named.isBlank()
              ? first(sources, archive::holds)
                  .map(
                      it ->
                          new Mirror(
                              it,
                              first(sources, archive::holdsSecurity)
                                  .orElseGet(() -> securityBeside(archive, it))))
              : Optional.of(new AptSource(named, "any", archive.keyring()))
                  .map(it -> new Mirror(it, securityBeside(archive, it)));
      mirror.ifPresent(it -> mirrors.put(archive, it));
    }
    return new AptConfiguration(mirrors);
  }

  /** Returns why nothing can be had of an archive, and what mends it; empty if it may be asked. */
  public Optional<String> missing(Archive archive) {
    return mirrors.containsKey(archive)
        ? Optional.empty()
        : Optional.of(whatIsMissing(archive) + ": " + remedy(archive));
  }

  /** Returns the source line for a suite of the catalogue. */
  AptSource source(Archive archive, String suite) throws KernelException {
    Mirror mirror = mirrors.get(archive);
    if (mirror == null) {
      throw new KernelException(whatIsMissing(archive) + " for " + suite, remedy(archive), null);
    }
    AptSource like = suite.endsWith("-security") ? mirror.security() : mirror.archive();
    return new AptSource(like.uri(), suite, like.keyring());
  }

  private static String whatIsMissing(Archive archive) {
    return "apt on this host knows no " + archive.title() + " mirror";
  }

  private static String remedy(Archive archive) {
    return "set "
        + archive.variable()
        + " to the address of one, ending in /"
        + archive
        + " (its keys: apt-get install "
        + archive
        + (archive == Archive.UBUNTU ? "-keyring)" : "-archive-keyring)");
  }

  /** Debian's security archive lies beside the archive on every mirror that has both. */
  private static AptSource securityBeside(Archive archive, AptSource it) {
    if (archive == Archive.UBUNTU) {
      return it;
    }
    String uri = it.uri().replaceFirst("/+$", "").replaceFirst("/debian$", "");
    return new AptSource(uri + "/debian-security", it.suite(), it.keyring());
  }

  private static Optional<AptSource> first(List<AptSource> sources, Predicate<String> suite) {
    return sources.stream().filter(it -> suite.test(it.suite())).findFirst();
  }
}
