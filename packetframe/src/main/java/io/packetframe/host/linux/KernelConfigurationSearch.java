package io.packetframe.host.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the running kernel's configuration was found, or everywhere it was not. */
public sealed interface KernelConfigurationSearch {

  /** The first of the candidates that could be read. */
  record Found(String path, KernelConfiguration configuration)
      implements KernelConfigurationSearch {
    @Override
    public Optional<Found> found() {
      return Optional.of(this);
    }
  }

  /** No candidate could be read; the problems name each with its reason, in the order of search. */
  record NotReadable(List<String> problems) implements KernelConfigurationSearch {
    /** Copies the list. */
    public NotReadable {
      problems = List.copyOf(problems);
    }

    @Override
    public Optional<Found> found() {
      return Optional.empty();
    }
  }

  /** Returns the find, where there is one. */
  Optional<Found> found();

  /**
   * Looks in the kernel itself, then where distributions put the file.
   *
   * <p>Debian up to 7.1, Ubuntu and Fedora have it in {@code /boot}, Debian from 7.2 on and OSTree
   * systems beside the modules. {@code /lib/modules/R/build/.config} is not asked: it belongs to a
   * source tree, which may have been configured again since this kernel was built.
   */
  static KernelConfigurationSearch read(HostFiles files, Reading<KernelRelease> release) {
    List<String> problems = new ArrayList<>();
    Optional<Found> found =
        accept("/proc/config.gz", files.readCompressed("/proc/config.gz"), problems);
    if (found.isEmpty() && release.optional().isPresent()) {
      String name = release.optional().get().text();
      for (String path :
          List.of(
              "/boot/config-" + name,
              "/usr/lib/modules/" + name + "/config",
              "/lib/modules/" + name + "/config")) {
        if (found.isEmpty()) {
          found = accept(path, files.read(path), problems);
        }
      }
    }
    release.problem().ifPresent(problems::add);
    return found.isPresent() ? found.get() : new NotReadable(problems);
  }

  private static Optional<Found> accept(String path, Reading<String> text, List<String> problems) {
    Reading<KernelConfiguration> configuration =
        text.parse(path, "kernel configuration", KernelConfiguration::parse);
    configuration.problem().ifPresent(problems::add);
    return configuration.optional().map(options -> new Found(path, options));
  }
}
