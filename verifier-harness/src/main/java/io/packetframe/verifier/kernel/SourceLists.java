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

/** Reads apt's lists of sources, in both of their forms. */
final class SourceLists {
  private static final Pattern LINE =
      Pattern.compile("deb\\s+(?:\\[([^\\]]*)\\]\\s*)?(\\S+)\\s+(\\S+)(?:\\s.*)?");

  private SourceLists() {}

  /** Returns the sources of a folder like {@code /etc/apt}, in apt's order. */
  static List<AptSource> in(Path folder) throws IOException {
    List<Path> files = new ArrayList<>(List.of(folder.resolve("sources.list")));
    if (Files.isDirectory(folder.resolve("sources.list.d"))) {
      try (Stream<Path> parts = Files.list(folder.resolve("sources.list.d"))) {
        files.addAll(parts.sorted().toList());
      }
    }
    List<AptSource> sources = new ArrayList<>();
    for (Path file : files) {
      if (Files.isRegularFile(file) && file.toString().endsWith(".sources")) {
        sources.addAll(stanzas(Files.readString(file)));
      } else if (Files.isRegularFile(file) && file.toString().endsWith(".list")) {
        sources.addAll(lines(Files.readString(file)));
      }
    }
    return sources;
  }

  private static List<AptSource> lines(String text) {
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
                .orElse(keyringOf(matcher.group(3)));
        sources.add(new AptSource(matcher.group(2), matcher.group(3), keyring));
      }
    }
    return sources;
  }

  private static List<AptSource> stanzas(String text) {
    List<AptSource> sources = new ArrayList<>();
    for (String stanza : text.split("\\n[ \\t]*\\n", -1)) {
      Map<String, String> fields = fields(stanza);
      if (fields.getOrDefault("Enabled", "yes").equals("no")
          || !words(fields, "Types").contains("deb")) {
        continue;
      }
      String signedBy = fields.getOrDefault("Signed-By", "");
      for (String uri : words(fields, "URIs")) {
        for (String suite : words(fields, "Suites")) {
          // A key may be written out in place of a file's name: then the archive's own is taken.
          String keyring =
              signedBy.startsWith("/") && !signedBy.contains(" ") ? signedBy : keyringOf(suite);
          sources.add(new AptSource(uri, suite, keyring));
        }
      }
    }
    return sources;
  }

  private static String keyringOf(String suite) {
    Archive archive =
        Archive.UBUNTU.holds(suite) || Archive.UBUNTU.holdsSecurity(suite)
            ? Archive.UBUNTU
            : Archive.DEBIAN;
    return archive.keyring();
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

  private static List<String> words(Map<String, String> fields, String name) {
    String value = fields.getOrDefault(name, "");
    return value.isEmpty() ? List.of() : List.of(value.split("\\s+"));
  }
}
