package io.packetframe.verifier.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The cache of kernels, shared by any number of runs at once.
 *
 * <pre>
 * lock                    held by whoever changes anything below
 * packages/SHA256.deb     as downloaded, verified each time
 * unpacked/SHA256…/       their files, verified each time
 * apt/                    the private root of apt
 * </pre>
 *
 * <p>Whatever appears under its final name is complete: it was made beside it and renamed. Who
 * finds a broken thing makes it anew.
 */
public final class KernelStore {
  private final Path cache;
  private final KernelLock lock;
  private final boolean mustBeLocked;
  private final Tools tools;
  private final StoreProgress progress;
  private final PackageFiles files;

  KernelStore(
      Path cache, KernelLock lock, boolean mustBeLocked, Tools tools, StoreProgress progress) {
    this.cache = cache;
    this.lock = lock;
    this.mustBeLocked = mustBeLocked;
    this.tools = tools;
    this.progress = progress;
    this.files = new PackageFiles(cache.resolve("packages"), progress);
  }

  /**
   * Opens the cache of this user.
   *
   * @param lock what kernels must be
   * @param mustBeLocked whether anything else is an error
   * @param progress hears when something slow begins
   */
  public static KernelStore ofUser(KernelLock lock, boolean mustBeLocked, StoreProgress progress) {
    String base = System.getenv("XDG_CACHE_HOME");
    Path cache =
        base == null || base.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(base);
    return new KernelStore(
        cache.resolve("packetframe").resolve("kernels"),
        lock,
        mustBeLocked,
        Tools.ofHost(),
        progress);
  }

  /** Returns the folder of the cache. */
  public Path folder() {
    return cache;
  }

  /** Tells whether a locked kernel or user land is there, without looking at its content. */
  public boolean has(PackageLine entry) {
    return lock.packages(entry.id()).map(files::have).orElse(false);
  }

  /**
   * Asks the archive what the newest packages of a line are. Where it lists no version as a whole
   * and the line has a pool, the rest is taken from there, whatever it holds today.
   */
  public List<KernelPackage> newest(PackageLine entry, AptConfiguration apt)
      throws IOException, KernelException {
    try (CacheLock _ = CacheLock.hold(cache, progress)) {
      Apt archive = update(entry, apt);
      try {
        return archive.newest();
      } catch (KernelException e) {
        if (entry.pool().isEmpty()) {
          throw e;
        }
        return newestWithPool(archive);
      }
    }
  }

  private List<KernelPackage> newestWithPool(Apt archive) throws IOException, KernelException {
    List<KernelPackage> newest = new ArrayList<>();
    for (PooledPackage it : archive.newestByAny()) {
      newest.add(it.listed().isPresent() ? it.listed().get() : files.fetchUnknown(it, archive));
    }
    return newest;
  }

  /**
   * Returns a kernel: from the cache if it is there and intact, else from the archive.
   *
   * @throws KernelException if it cannot be had, with what is missing
   */
  public Kernel obtain(KernelEntry entry, AptConfiguration apt)
      throws IOException, KernelException {
    Unpacked it = unpacked(entry, apt);
    return Kernel.of(entry, it.packages(), it.files(), it.unlocked());
  }

  /**
   * Returns a user land: from the cache if it is there and intact, else from the archive.
   *
   * @throws KernelException if it cannot be had, with what is missing
   */
  public Userland obtain(UserlandEntry entry, AptConfiguration apt)
      throws IOException, KernelException {
    Unpacked it = unpacked(entry, apt);
    return new Userland(entry, it.files().root(), it.packages(), it.unlocked());
  }

  /**
   * Deletes what the lock does not name and nobody has used for so long; returns what was deleted.
   */
  public List<Path> prune(Duration unused) throws IOException {
    try (CacheLock _ = CacheLock.hold(cache, progress)) {
      List<Path> unneeded =
          new CachePruning(cache, lock.all(), Instant.now().minus(unused)).unneeded();
      for (Path path : unneeded) {
        Folders.delete(path);
      }
      return unneeded;
    }
  }

  private record Unpacked(
      UnpackedPackages files, List<KernelPackage> packages, Optional<String> unlocked) {}

  private Unpacked unpacked(PackageLine entry, AptConfiguration apt)
      throws IOException, KernelException {
    try (CacheLock _ = CacheLock.hold(cache, progress)) {
      Optional<List<KernelPackage>> locked = lock.packages(entry.id());
      if (locked.isPresent() && files.areIntact(locked.get())) {
        return open(locked.get(), Optional.empty());
      }
      Apt archive = updateOrExplain(entry, apt, locked);
      Optional<String> unlocked = whyUnlocked(entry, archive, locked);
      if (unlocked.isPresent() && mustBeLocked) {
        throw new KernelException(
            entry.id() + " cannot be had as locked: " + unlocked.get(),
            "verifier kernels lock, then verifier accept",
            null);
      }
      if (unlocked.isEmpty()) {
        return open(locked.orElseThrow(), unlocked);
      }
      List<KernelPackage> newest = archive.newest();
      for (KernelPackage it : newest) {
        if (!files.isIntact(it)) {
          files.fetch(it, archive);
        }
      }
      return open(newest, unlocked);
    }
  }

  /** Fetches what is locked; returns why that cannot be had any more, or nothing. */
  private Optional<String> whyUnlocked(
      PackageLine entry, Apt archive, Optional<List<KernelPackage>> locked)
      throws IOException, KernelException {
    if (locked.isEmpty()) {
      return Optional.of("no version of " + entry.id() + " is locked");
    }
    for (KernelPackage it : locked.get()) {
      if (files.isIntact(it)) {
        continue;
      }
      if (archive.lists(it)) {
        files.fetch(it, archive);
      } else if (entry.pool().isEmpty() || !files.fetchUnlisted(it, archive)) {
        return Optional.of("the locked " + it + " is gone from the archive");
      }
    }
    return Optional.empty();
  }

  private Apt updateOrExplain(
      PackageLine entry, AptConfiguration apt, Optional<List<KernelPackage>> locked)
      throws IOException, KernelException {
    try {
      return update(entry, apt);
    } catch (KernelException e) {
      String missing =
          locked
              .map(
                  all ->
                      all.stream().map(KernelPackage::toString).collect(Collectors.joining(", ")))
              .orElse("any version");
      throw new KernelException(
          entry.id() + " (" + missing + ") is not in " + cache + "; " + e.getMessage(),
          e.remedy().orElse("verifier kernels fetch, on a machine that reaches the archive"),
          e);
    }
  }

  private Apt update(PackageLine entry, AptConfiguration apt) throws IOException, KernelException {
    progress.begins(entry.id() + ": asking the archive");
    return Apt.update(cache.resolve("apt").resolve(entry.id().text()), entry, apt, tools);
  }

  private Unpacked open(List<KernelPackage> packages, Optional<String> unlocked)
      throws IOException, KernelException {
    String name =
        packages.stream().map(it -> it.sha256().substring(0, 16)).collect(Collectors.joining("-"));
    Path target = cache.resolve("unpacked").resolve(name);
    UnpackedPackages unpacked = new UnpackedPackages(target);
    if (!unpacked.isIntact()) {
      unpack(packages, target);
    }
    for (KernelPackage it : packages) {
      used(files.file(it));
    }
    used(target);
    return new Unpacked(unpacked, packages, unlocked);
  }

  private void unpack(List<KernelPackage> packages, Path target)
      throws IOException, KernelException {
    Files.createDirectories(target.getParent());
    Path beside = Files.createTempDirectory(target.getParent(), ".new");
    try {
      for (KernelPackage it : packages) {
        progress.begins("unpacking " + it);
        Tools.Output output =
            tools.run(
                List.of("dpkg-deb", "-x", files.file(it).toString(), beside.toString()),
                cache,
                Duration.ofMinutes(2));
        if (output.status() != 0) {
          throw new KernelException(it + " cannot be unpacked: " + output.complaint(), null, null);
        }
      }
      new UnpackedPackages(beside).seal();
      Folders.delete(target);
      Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Folders.delete(beside);
    }
  }

  /** For {@link #prune}: what is in use is young. */
  private static void used(Path path) throws IOException {
    Files.setLastModifiedTime(path, FileTime.from(Instant.now()));
  }
}
