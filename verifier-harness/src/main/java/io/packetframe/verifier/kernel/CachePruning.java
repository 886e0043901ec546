package io.packetframe.verifier.kernel;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds what of the cache nobody needs: what the lock does not name and nobody has used for a
 * while. Another checkout with another lock may share the cache, and its runs read their kernels
 * without holding the cache's lock: only age tells.
 */
final class CachePruning {
  private final Path cache;
  private final Instant usedSince;
  private final Set<String> digests = new HashSet<>();

  /**
   * Makes one.
   *
   * @param locked packages to keep
   * @param usedSince what was used later is kept too
   */
  CachePruning(Path cache, Collection<KernelPackage> locked, Instant usedSince) {
    this.cache = cache;
    this.usedSince = usedSince;
    locked.forEach(it -> digests.add(it.sha256()));
  }

  /** Returns files and folders, none inside another; halves of killed runs are among them. */
  List<Path> unneeded() throws IOException {
    List<Path> unneeded = new ArrayList<>();
    for (String folder : List.of("packages", "unpacked")) {
      Path in = cache.resolve(folder);
      if (Files.isDirectory(in)) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(in)) {
          for (Path path : found) {
            if (!isLocked(path.getFileName().toString()) && isOld(path)) {
              unneeded.add(path);
            }
          }
        }
      }
    }
    unneeded.sort(null);
    return unneeded;
  }

  /** A package is named by its digest; a folder by the beginnings of the digests of its own. */
  private boolean isLocked(String name) {
    if (name.endsWith(".deb")) {
      return digests.contains(name.substring(0, name.length() - ".deb".length()));
    }
    for (String part : name.split("-", -1)) {
      if (part.isEmpty() || digests.stream().noneMatch(digest -> digest.startsWith(part))) {
        return false;
      }
    }
    return true;
  }

  private boolean isOld(Path path) throws IOException {
    return Files.getLastModifiedTime(path).toInstant().isBefore(usedSince);
  }
}
