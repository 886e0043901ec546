package io.packetframe.verifier.kernel;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
  private final Consumer<String> progress;

  KernelStore(
      Path cache, KernelLock lock, boolean mustBeLocked, Tools tools, Consumer<String> progress) {
    this.cache = cache;
    this.lock = lock;
    this.mustBeLocked = mustBeLocked;
    this.tools = tools;
    this.progress = progress;
  }

  /**
   * Opens the cache of this user.
   *
   * @param lock what kernels must be
   * @param mustBeLocked whether anything else is an error
   * @param progress takes a line when something slow begins
   */
  public static KernelStore ofUser(
      KernelLock lock, boolean mustBeLocked, Consumer<String> progress) {
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

  /** Tells whether a locked kernel is there, without looking at its content. */
  public boolean has(KernelEntry entry) {
    return lock.packages(entry.id())
        .map(all -> all.stream().allMatch(it -> Files.isRegularFile(file(it))))
        .orElse(false);
  }

  /** Asks the archive what the newest packages of a line are. */
  public List<KernelPackage> newest(PackageLine entry, AptConfiguration apt)
      throws IOException, KernelException {
    try (Held _ = hold()) {
      return update(entry, apt).newest();
    }
  }

  /**
   * Returns a kernel: from the cache if it is there and intact, else from the archive.
   *
   * @throws KernelException if it cannot be had, with what is missing
   */
  public Kernel obtain(KernelEntry entry, AptConfiguration apt)
      throws IOException, KernelException {
    Unpacked it = unpacked(entry, apt);
    UnpackedPackages files = it.files();
    try {
      return new Kernel(
          entry,
          it.packages(),
          files.release(),
          files.image(),
          files.configuration(),
          files.modules(),
          it.unlocked());
    } catch (IllegalArgumentException e) {
      throw new KernelException(e.getMessage() == null ? e.toString() : e.getMessage(), null, e);
    }
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
    try (Held _ = hold()) {
      List<Path> unneeded =
          new CachePruning(cache, lock.all(), Instant.now().minus(unused)).unneeded();
      for (Path path : unneeded) {
        delete(path);
      }
      return unneeded;
    }
  }

  private record Unpacked(
      UnpackedPackages files, List<KernelPackage> packages, Optional<String> unlocked) {}

  private Unpacked unpacked(PackageLine entry, AptConfiguration apt)
      throws IOException, KernelException {
    try (Held _ = hold()) {
      Optional<List<KernelPackage>> locked = lock.packages(entry.id());
      if (locked.isPresent() && allIntact(locked.get())) {
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
      List<KernelPackage> wanted = unlocked.isEmpty() ? locked.orElseThrow() : archive.newest();
      for (KernelPackage it : wanted) {
        if (!isIntact(it)) {
          fetch(it, archive);
        }
      }
      return open(wanted, unlocked);
    }
  }

  private static Optional<String> whyUnlocked(
      PackageLine entry, Apt archive, Optional<List<KernelPackage>> locked)
      throws IOException, KernelException {
    if (locked.isEmpty()) {
      return Optional.of("no version of " + entry.id() + " is locked");
    }
    for (KernelPackage it : locked.get()) {
      if (!archive.lists(it)) {
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
    progress.accept(entry.id() + ": asking the archive");
    return Apt.update(cache.resolve("apt").resolve(entry.id().text()), entry, apt, tools);
  }

  private void fetch(KernelPackage wanted, Apt archive) throws IOException, KernelException {
    progress.accept("fetching " + wanted + " (" + (wanted.size() >> 20) + " MiB)");
    Path folder = archive.folderForDownload();
    try {
      Path file = archive.download(wanted, folder);
      String digest = Sha256.of(file);
      if (!digest.equals(wanted.sha256())) {
        throw new KernelException(
            wanted + " has another content than expected: sha256 " + digest, null, null);
      }
      Files.createDirectories(cache.resolve("packages"));
      Files.move(
          file, file(wanted), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      delete(folder);
    }
  }

  private boolean allIntact(List<KernelPackage> packages) throws IOException {
    for (KernelPackage it : packages) {
      if (!isIntact(it)) {
        return false;
      }
    }
    return true;
  }

  private boolean isIntact(KernelPackage it) throws IOException {
    Path file = file(it);
    return Files.isRegularFile(file)
        && Files.size(file) == it.size()
        && Sha256.of(file).equals(it.sha256());
  }

  private Unpacked open(List<KernelPackage> packages, Optional<String> unlocked)
      throws IOException, KernelException {
    String name =
        packages.stream().map(it -> it.sha256().substring(0, 16)).collect(Collectors.joining("-"));
    Path target = cache.resolve("unpacked").resolve(name);
    UnpackedPackages files = new UnpackedPackages(target);
    if (!files.isIntact()) {
      unpack(packages, target);
    }
    for (KernelPackage it : packages) {
      used(file(it));
    }
    used(target);
    return new Unpacked(files, packages, unlocked);
  }

  private void unpack(List<KernelPackage> packages, Path target)
      throws IOException, KernelException {
    Files.createDirectories(target.getParent());
    Path beside = Files.createTempDirectory(target.getParent(), ".new");
    try {
      for (KernelPackage it : packages) {
        progress.accept("unpacking " + it);
        Tools.Output output =
            tools.run(
                List.of("dpkg-deb", "-x", file(it).toString(), beside.toString()),
                cache,
                Duration.ofMinutes(2));
        if (output.status() != 0) {
          throw new KernelException(it + " cannot be unpacked: " + output.complaint(), null, null);
        }
      }
      new UnpackedPackages(beside).seal();
      delete(target);
      Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(beside);
    }
  }

  /** For {@link #prune}: what is in use is young. */
  private static void used(Path path) throws IOException {
    Files.setLastModifiedTime(path, FileTime.from(Instant.now()));
  }

  private Path file(KernelPackage it) {
    return cache.resolve("packages").resolve(it.sha256() + ".deb");
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : new ArrayList<>(tree.sorted(Comparator.reverseOrder()).toList())) {
        Files.delete(path);
      }
    }
  }

  private Held hold() throws IOException {
    Files.createDirectories(cache);
    FileChannel channel =
        FileChannel.open(
            cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      progress.accept("waiting for another run that uses " + cache);
      var _ = channel.lock();
    }
    return channel::close;
  }

  /** The cache's lock; closing the file lets it go, as does our death. */
  private interface Held extends AutoCloseable {
    @Override
    void close() throws IOException;
  }
}
