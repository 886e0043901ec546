package io.packetframe.verifier.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A kernel of the user's own, by path. Nothing is known of it but what its files say; it is never
 * locked.
 */
public final class UserKernel {
  private final Path image;
  private final Path modules;

  private UserKernel(Path image, Path modules) {
    this.image = image;
    this.modules = modules;
  }

  /**
   * Returns the kernel of two paths.
   *
   * @param image the file to boot
   * @param modules its modules: a folder {@code lib/modules/RELEASE}, or one into which {@code make
   *     modules_install} put them
   * @throws KernelException if they are not of one kernel, or its configuration is not found
   */
  public static Kernel of(Path image, Path modules) throws IOException, KernelException {
    return new UserKernel(image.toAbsolutePath().normalize(), modules).look();
  }

  private Kernel look() throws IOException, KernelException {
    if (!Files.isRegularFile(image)) {
      throw new KernelException(image + " is no file", null, null);
    }
    BootImage head = BootImage.read(image);
    Path folder = folderOfModules();
    String release = String.valueOf(folder.getFileName());
    if (head.release().isPresent() && !head.release().get().equals(release)) {
      throw new KernelException(
          image + " is kernel " + head.release().get() + ", and the modules are of " + release,
          "the folder of its own modules",
          null);
    }
    return new Kernel(
        id(release, head.architecture()),
        head.architecture(),
        Lane.REQUIRED,
        List.of(),
        release,
        image,
        configuration(folder, release),
        folder,
        Optional.empty(),
        Optional.of("a kernel by path"));
  }

  private Path folderOfModules() throws IOException, KernelException {
    if (!Files.isDirectory(modules)) {
      throw new KernelException(modules + " is no folder", null, null);
    }
    // Others name such a folder by a link; its own name is the release.
    Path given = modules.toRealPath();
    for (String inside : List.of("lib/modules", "usr/lib/modules")) {
      if (Files.isDirectory(given.resolve(inside))) {
        try (Stream<Path> found = Files.list(given.resolve(inside))) {
          List<Path> releases = found.filter(Files::isDirectory).sorted().toList();
          if (releases.size() == 1) {
            return releases.getFirst();
          }
          throw new KernelException(
              given.resolve(inside) + " has modules of " + releases.size() + " kernels",
              "name one of the folders in it",
              null);
        }
      }
    }
    if (Files.isDirectory(given.resolve("kernel"))
        || Files.exists(given.resolve("modules.builtin"))) {
      return given;
    }
    throw new KernelException(
        given + " has no modules: neither lib/modules nor kernel nor modules.builtin is in it",
        "make modules_install INSTALL_MOD_PATH=" + given,
        null);
  }

  /** Beside the image or the modules, or in the tree that it was built in. */
  private Path configuration(Path folder, String release) throws KernelException {
    @Nullable Path built = image.getParent();
    for (int up = 0; up < 3 && built != null; up++) {
      built = built.getParent();
    }
    for (Path candidate :
        Stream.of(
                image.resolveSibling("config-" + release),
                image.resolveSibling("config"),
                folder.resolve("config"),
                folder.resolve("build/.config"),
                built == null ? image.resolveSibling(".config") : built.resolve(".config"))
            .toList()) {
      if (Files.isRegularFile(candidate)) {
        return candidate;
      }
    }
    throw new KernelException(
        "the configuration of " + image + " is neither beside it nor beside its modules",
        "copy it to " + image.resolveSibling("config-" + release),
        null);
  }

  /** A release may hold what an id may not. */
  private static KernelId id(String release, Architecture architecture) throws KernelException {
    String part =
        release
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9.]+", "-")
            .replaceAll("[.-]*-[.-]*", "-")
            .replaceAll("[.]{2,}", ".")
            .replaceAll("^[.-]+|[.-]+$", "");
    String end = "-" + architecture;
    String begin = "user-" + part;
    try {
      return new KernelId(
          begin.substring(0, Math.min(begin.length(), 60 - end.length())).replaceAll("[.-]+$", "")
              + end);
    } catch (IllegalArgumentException e) {
      throw new KernelException(release + " cannot be made an id: " + e.getMessage(), null, e);
    }
  }
}
