package io.packetframe.verifier.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Debian archive, through apt with a root of its own. Apt checks signatures and hashes; the
 * host's own lists, cache and settings are not touched.
 */
final class Apt {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Path root;
  private final PackageLine entry;
  private final List<String> mirrors;
  private final Tools tools;

  private Apt(Path root, PackageLine entry, List<String> mirrors, Tools tools) {
    this.root = root;
    this.entry = entry;
    this.mirrors = mirrors;
    this.tools = tools;
  }

  /** Makes a root below a folder and fetches the lists of the entry's suites. */
  static Apt update(Path root, PackageLine entry, AptConfiguration configuration, Tools tools)
      throws IOException, KernelException {
    for (String folder : List.of("lists/partial", "cache/archives/partial", "download")) {
      Files.createDirectories(root.resolve(folder));
    }
    StringBuilder sources = new StringBuilder();
    for (String suite : entry.suites()) {
      sources.append(configuration.source(entry.archive(), suite).line()).append('\n');
    }
    Files.writeString(root.resolve("sources.list"), sources);
    Apt apt = new Apt(root, entry, mirrors(entry, configuration), tools);
    Tools.Output output = apt.run("apt-get", List.of("-q", "update"));
    if (output.status() != 0) {
      throw new KernelException(
          "the archive cannot be asked for " + entry.id() + ": " + output.complaint(), null, null);
    }
    return apt;
  }

  private static List<String> mirrors(PackageLine entry, AptConfiguration configuration)
      throws KernelException {
    List<String> mirrors = new ArrayList<>();
    for (String suite : entry.suites()) {
      mirrors.add(configuration.source(entry.archive(), suite).uri().replaceFirst("/+$", ""));
    }
    return mirrors.stream().distinct().toList();
  }

  /** Returns the newest packages of the entry, all of them listed. */
  List<KernelPackage> newest() throws IOException, KernelException {
    return newest(entry, listed());
  }

  /** Returns the newest packages of the entry of which at least one is listed. */
  List<PooledPackage> newestByAny() throws IOException, KernelException {
    return PooledPackage.newest(entry, listed());
  }

  /**
   * Picks one package for each pattern. A kernel in several packages is built at once, so they
   * share a version. The archive may list only some of them in its newest: the others come from
   * another source and vanish earlier.
   */
  static List<KernelPackage> newest(PackageLine entry, List<KernelPackage> listed)
      throws KernelException {
    for (Pattern pattern : entry.packages()) {
      if (listed.stream().noneMatch(it -> pattern.matcher(it.name()).matches())) {
        throw new KernelException(
            "the archive has no package like " + pattern + " in " + entry.suites(), null, null);
      }
    }
    if (!entry.isBuiltTogether()) {
      return entry.packages().stream().flatMap(it -> newest(it, listed).stream()).toList();
    }
    List<String> versions =
        listed.stream()
            .map(KernelPackage::version)
            .distinct()
            .sorted(DebianVersion::compare)
            .toList()
            .reversed();
    for (String version : versions) {
      List<KernelPackage> ofVersion =
          listed.stream().filter(it -> it.version().equals(version)).toList();
      List<KernelPackage> complete =
          entry.packages().stream().flatMap(it -> newest(it, ofVersion).stream()).toList();
      if (complete.size() == entry.packages().size()) {
        return complete;
      }
    }
    throw new KernelException(
        "the archive lists " + entry.packages() + " in no common version", null, null);
  }

  private static Optional<KernelPackage> newest(Pattern pattern, List<KernelPackage> packages) {
    Comparator<KernelPackage> byVersion =
        (left, right) -> DebianVersion.compare(left.version(), right.version());
    return packages.stream()
        .filter(it -> pattern.matcher(it.name()).matches())
        .max(
            byVersion.thenComparing(
                (left, right) -> DebianVersion.compare(left.name(), right.name())));
  }

  /** Tells whether the archive still lists a package in that version. */
  boolean lists(KernelPackage wanted) throws IOException, KernelException {
    return listed().stream()
        .anyMatch(it -> it.name().equals(wanted.name()) && it.version().equals(wanted.version()));
  }

  /** Makes an empty folder on the cache's own file system, from where files can be renamed. */
  Path folderForDownload() throws IOException {
    return Files.createTempDirectory(root.resolve("download"), "package");
  }

  /** Downloads a package into an empty folder and returns its file. */
  Path download(KernelPackage wanted, Path folder) throws IOException, KernelException {
    Tools.Output output =
        run("apt-get", List.of("-q", "download", wanted.name() + "=" + wanted.version()), folder);
    try (var files = Files.list(folder)) {
      Optional<Path> file = files.filter(it -> it.toString().endsWith(".deb")).findFirst();
      if (output.status() != 0 || file.isEmpty()) {
        throw new KernelException(
            wanted + " cannot be downloaded: " + output.complaint(), null, null);
      }
      return file.get();
    }
  }

  /**
   * Downloads a package that the index does not list into an empty folder. Nobody has signed for
   * it: its content is what the caller knows it to be, or nothing.
   */
  Optional<Path> downloadUnlisted(PooledPackage wanted, Path folder)
      throws IOException, KernelException {
    String name = wanted.fileName(entry.architecture());
    Path file = folder.resolve(name);
    for (String mirror : mirrors) {
      String address = mirror + "/pool/" + entry.pool().orElseThrow() + "/" + name;
      List<String> arguments = List.of("download-file", address, file.toString());
      if (run("/usr/lib/apt/apt-helper", arguments, folder).status() == 0
          && Files.isRegularFile(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  private List<KernelPackage> listed() throws IOException, KernelException {
    List<String> names =
        run("apt-cache", List.of("pkgnames"))
            .out()
            .lines()
            .filter(name -> entry.packages().stream().anyMatch(it -> it.matcher(name).matches()))
            .sorted()
            .toList();
    if (names.isEmpty()) {
      return List.of();
    }
    List<String> arguments = new ArrayList<>(List.of("show"));
    arguments.addAll(names);
    return parse(run("apt-cache", arguments).out());
  }

  static List<KernelPackage> parse(String stanzas) throws KernelException {
    List<KernelPackage> packages = new ArrayList<>();
    for (String stanza : stanzas.split("\\n[ \\t]*\\n", -1)) {
      Map<String, String> fields = SourceLists.fields(stanza);
      if (!fields.containsKey("Package")) {
        continue;
      }
      try {
        packages.add(
            new KernelPackage(
                fields.getOrDefault("Package", ""),
                fields.getOrDefault("Version", ""),
                fields.getOrDefault("SHA256", ""),
                Long.parseLong(fields.getOrDefault("Size", ""))));
      } catch (IllegalArgumentException e) {
        throw new KernelException("apt lists a package oddly: " + e.getMessage(), null, e);
      }
    }
    return packages;
  }

  private Tools.Output run(String program, List<String> arguments)
      throws IOException, KernelException {
    return run(program, arguments, root);
  }

  private Tools.Output run(String program, List<String> arguments, Path folder)
      throws IOException, KernelException {
    List<String> command = new ArrayList<>(List.of(program));
    for (String option :
        List.of(
            "Dir::Etc::sourcelist=" + root.resolve("sources.list"),
            "Dir::Etc::sourceparts=-",
            "Dir::State::lists=" + root.resolve("lists"),
            "Dir::State::status=/dev/null",
            "Dir::Cache=" + root.resolve("cache"),
            "APT::Architecture=" + entry.architecture(),
            "APT::Architectures=" + entry.architecture(),
            // Only there for root, who would else be unable to read its own folders as _apt.
            "APT::Sandbox::User=root",
            "APT::Update::Error-Mode=any",
            "Acquire::Languages=none",
            "Acquire::Retries=1",
            "Acquire::http::Timeout=20",
            "Acquire::https::Timeout=20")) {
      command.add("-o");
      command.add(option);
    }
    command.addAll(arguments);
    return tools.run(command, folder, PATIENCE);
  }
}
