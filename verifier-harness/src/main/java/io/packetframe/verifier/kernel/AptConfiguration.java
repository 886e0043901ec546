package io.packetframe.verifier.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The Debian mirrors that this machine uses, read from its own apt configuration: no host name is
 * written down in the code. {@code PACKETFRAME_DEBIAN_MIRROR} goes before.
 */
public final class AptConfiguration {
  private static final String KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";
  private static final String RELEASES = "buster|bullseye|bookworm|trixie|forky|duke|sid|stable";
  private static final Pattern ARCHIVE =
      Pattern.compile("(?:" + RELEASES + ")(?:-updates|-backports)?");
  private static final Pattern SECURITY = Pattern.compile("(?:" + RELEASES + ")-security");
  private static final Pattern LINE =
      Pattern.compile("deb\\s+(?:\\[([^\\]]*)\\]\\s*)?(\\S+)\\s+(\\S+)(?:\\s.*)?");

  private final Optional<AptSource> archive;
  private final Optional<AptSource> security;

  private AptConfiguration(Optional<AptSource> archive, Optional<AptSource> security) {
    this.archive = archive;
    this.security = security;
  }

  /** Reads {@code /etc/apt}, or what the environment says instead. */
  public static AptConfiguration ofHost() throws KernelException {
    return read(
        Path.of("/etc/apt"), Optional.ofNullable(System.getenv("PACKETFRAME_DEBIAN_MIRROR")));
  }

  static AptConfiguration read(Path folder, Optional<String> mirror) throws KernelException {
    if (mirror.isPresent()) {
      AptSource archive = new AptSource(mirror.get().replaceFirst("/+$", ""), "sid", KEYRING);
      return new AptConfiguration(Optional.of(archive), Optional.of(securityBeside(archive)));
    }
    List<AptSource> sources = new ArrayList<>();
    try {
      List<Path> files = new ArrayList<>(List.of(folder.resolve("sources.list")));
      if (Files.isDirectory(folder.resolve("sources.list.d"))) {
        try (Stream<Path> parts = Files.list(folder.resolve("sources.list.d"))) {
          files.addAll(parts.sorted().toList());
        }
      }
      for (Path file : files) {
        if (Files.isRegularFile(file) && file.toString().endsWith(".sources")) {
          sources.addAll(parseStanzas(Files.readString(file)));
        } else if (Files.isRegularFile(file) && file.toString().endsWith(".list")) {
          sources.addAll(parseLines(Files.readString(file)));
        }
      }
    } catch (IOException e) {
      throw new KernelException("apt's configuration cannot be read: " + e.getMessage(), null, e);
    }
    // A host that was bootstrapped may know the archive alone.
    Optional<AptSource> archive = first(sources, ARCHIVE);
    return new AptConfiguration(
        archive, first(sources, SECURITY).or(() -> archive.map(AptConfiguration::securityBeside)));
  }

  /** Returns the source line for a suite of the catalogue. */
  AptSource source(String suite) throws KernelException {
    Optional<AptSource> like = suite.endsWith("-security") ? security : archive;
    if (like.isEmpty()) {
      throw new KernelException(
          "apt on this host knows no Debian mirror for " + suite,
          "set PACKETFRAME_DEBIAN_MIRROR to the address of one, ending in /debian",
          null);
    }
    return new AptSource(like.get().uri(), suite, like.get().keyring());
  }

  static List<AptSource> parseLines(String text) {
    List<AptSource> sources = new ArrayList<>();
    for (String line : text.lines().map(String::strip).toList()) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        String options = Optional.ofNullable(matcher.group(1)).orElse("");
        String keyring =
            Arrays.stream(options.split("\\s+"))
                .filter(option -> option.startsWith("signed-by="))
                .map(option -> option.substring("signed-by=".length()))
                .findFirst()
                .orElse(KEYRING);
        sources.add(new AptSource(matcher.group(2), matcher.group(3), keyring));
      }
    }
    return sources;
  }

  static List<AptSource> parseStanzas(String text) {
    List<AptSource> sources = new ArrayList<>();
    for (String stanza : text.split("\\n[ \\t]*\\n", -1)) {
      Map<String, String> fields = fields(stanza);
      if (fields.getOrDefault("Enabled", "yes").equals("no")
          || !words(fields, "Types").contains("deb")) {
        continue;
      }
      // A key may be written out in place of a file's name: then Debian's own file is taken.
      String signedBy = fields.getOrDefault("Signed-By", KEYRING);
      String keyring = signedBy.startsWith("/") && !signedBy.contains(" ") ? signedBy : KEYRING;
      for (String uri : words(fields, "URIs")) {
        for (String suite : words(fields, "Suites")) {
          sources.add(new AptSource(uri, suite, keyring));
        }
      }
    }
    return sources;
  }

  /** Returns the fields of a stanza; continued lines are joined by a space. */
  static Map<String, String> fields(String stanza) {
    Map<String, String> fields = new TreeMap<>();
    String name = "";
    for (String line : stanza.lines().toList()) {
      if (line.startsWith("#")) {
        continue;
      }
      int colon = line.indexOf(':');
      if (line.startsWith(" ") || line.startsWith("\t")) {
        fields.merge(name, line.strip(), (before, more) -> (before + " " + more).strip());
      } else if (colon > 0) {
        name = line.substring(0, colon);
        fields.put(name, line.substring(colon + 1).strip());
      }
    }
    return fields;
  }

  /** The security archive lies beside the archive on every mirror that has both. */
  private static AptSource securityBeside(AptSource archive) {
    String uri = archive.uri().replaceFirst("/+$", "").replaceFirst("/debian$", "");
    return new AptSource(uri + "/debian-security", archive.suite(), archive.keyring());
  }

  private static List<String> words(Map<String, String> fields, String name) {
    String value = fields.getOrDefault(name, "");
    return value.isEmpty() ? List.of() : List.of(value.split("\\s+"));
  }

  private static Optional<AptSource> first(List<AptSource> sources, Pattern suite) {
    return sources.stream().filter(it -> suite.matcher(it.suite()).matches()).findFirst();
  }
}
