package io.packetframe.verifier.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** The packages of the cache, each under the digest of its content. */
final class PackageFiles {
  private final Path folder;
  private final StoreProgress progress;

  PackageFiles(Path folder, StoreProgress progress) {
    this.folder = folder;
    this.progress = progress;
  }

  Path file(KernelPackage it) {
    return folder.resolve(it.sha256() + ".deb");
  }

  /** Tells whether they are there, without looking at their content. */
  boolean have(List<KernelPackage> packages) {
    return packages.stream().allMatch(it -> Files.isRegularFile(file(it)));
  }

  boolean areIntact(List<KernelPackage> packages) throws IOException {
    for (KernelPackage it : packages) {
      if (!isIntact(it)) {
        return false;
      }
    }
    return true;
  }

  boolean isIntact(KernelPackage it) throws IOException {
    Path file = file(it);
    return Files.isRegularFile(file)
        && Files.size(file) == it.size()
        && Sha256.of(file).equals(it.sha256());
  }

  /** Fetches a package that the archive lists. */
  void fetch(KernelPackage wanted, Apt archive) throws IOException, KernelException {
    progress.begins("fetching " + wanted + " (" + mebibytes(wanted.size()) + ")");
    Path beside = archive.folderForDownload();
    try {
      Path file;
      try (var _ = FolderWatch.start(beside, bytes -> progress.fetched(wanted, bytes))) {
        file = archive.download(wanted, beside);
      }
      adopt(file, wanted);
    } finally {
      Folders.delete(beside);
    }
  }

  /** Fetches a package that is only in the pool; tells whether it is still there. */
  boolean fetchUnlisted(KernelPackage wanted, Apt archive) throws IOException, KernelException {
    progress.begins("fetching " + wanted + " (" + mebibytes(wanted.size()) + ") from the pool");
    Path beside = archive.folderForDownload();
    try {
      Optional<Path> file;
      try (var _ = FolderWatch.start(beside, bytes -> progress.fetched(wanted, bytes))) {
        file = archive.downloadUnlisted(PooledPackage.of(wanted), beside);
      }
      if (file.isPresent()) {
        adopt(file.get(), wanted);
      }
      return file.isPresent();
    } finally {
      Folders.delete(beside);
    }
  }

  /** Fetches a package of which nobody says what it holds, and says what it holds today. */
  KernelPackage fetchUnknown(PooledPackage wanted, Apt archive)
      throws IOException, KernelException {
    progress.begins(
        wanted.name() + " " + wanted.version() + " is not in the signed index: as the pool has it");
    Path beside = archive.folderForDownload();
    try {
      Optional<Path> file = archive.downloadUnlisted(wanted, beside);
      if (file.isEmpty()) {
        throw new KernelException(
            wanted.name() + " " + wanted.version() + " is neither listed nor in the pool",
            null,
            null);
      }
      KernelPackage it =
          new KernelPackage(
              wanted.name(), wanted.version(), Sha256.of(file.get()), Files.size(file.get()));
      adopt(file.get(), it);
      return it;
    } finally {
      Folders.delete(beside);
    }
  }

  private void adopt(Path file, KernelPackage wanted) throws IOException, KernelException {
    String digest = Sha256.of(file);
    if (!digest.equals(wanted.sha256())) {
      throw new KernelException(
          wanted + " has another content than expected: sha256 " + digest, null, null);
    }
    progress.fetched(wanted, wanted.size());
    Files.createDirectories(folder);
    Files.move(
        file, file(wanted), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String mebibytes(long bytes) {
    return Math.max(1, bytes >> 20) + " MiB";
  }
}
