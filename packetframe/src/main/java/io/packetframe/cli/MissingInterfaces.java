package io.packetframe.cli;

import io.packetframe.Printable;
import io.packetframe.config.ConfigProblem;
import io.packetframe.config.Located;
import io.packetframe.config.Position;
import io.packetframe.config.ProblemKind;
import io.packetframe.config.Suggestions;
import io.packetframe.net.InterfaceName;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the interfaces that a config names and this host does not have. */
final class MissingInterfaces {
  /** How many names a message lists. */
  private static final int LISTED = 8;

  private final Path classNet;
  private final UdevNames udevNames;

  /**
   * Makes a check.
   *
   * @param classNet where the host lists its interfaces: {@code /sys/class/net}
   * @param udevData where udev keeps what it knows about them: {@code /run/udev/data}
   */
  MissingInterfaces(Path classNet, Path udevData) {
    this.classNet = classNet;
    this.udevNames = new UdevNames(classNet, udevData);
  }

  /** Returns a problem for each place that names an interface which is not there. */
  List<ConfigProblem> among(List<Located<InterfaceName>> named) {
    List<ConfigProblem> problems = new ArrayList<>();
    if (named.isEmpty()) {
      return problems;
    }
    List<String> present;
    try {
      present = present();
    } catch (IOException _) {
      problems.add(
          ConfigProblem.error(
                  ProblemKind.INTERFACES_UNKNOWN,
                  Position.WHOLE_FILE,
                  "the interfaces of this host cannot be listed: "
                      + Printable.escaped(classNet.toString())
                      + " cannot be read")
              .suggest("check with `--offline` where the config is not to be used"));
      return problems;
    }
    Map<String, String> advice = new HashMap<>();
    for (Located<InterfaceName> name : named) {
      String text = name.value().text();
      if (!exists(text)) {
        String suggestion = advice.computeIfAbsent(text, it -> advice(it, present));
        problems.add(missing(name, present).suggest(suggestion.isEmpty() ? null : suggestion));
      }
    }
    return problems;
  }

  private ConfigProblem missing(Located<InterfaceName> name, List<String> present) {
    return ConfigProblem.error(
            ProblemKind.INTERFACE_MISSING,
            name.position(),
            "interface `"
                + Printable.escaped(name.value().text())
                + "` is not in "
                + Printable.escaped(classNet.toString()))
        .expected(listed(present));
  }

  private String advice(String missing, List<String> present) {
    for (String name : present) {
      if (udevNames.of(name).contains(missing)) {
        String shown = Printable.escaped(name);
        return "udev knows `" + shown + "` by this name; did you mean `" + shown + "`?";
      }
    }
    @Nullable String near = Suggestions.didYouMean(missing, present);
    return near == null ? "" : Printable.escaped(near);
  }

  private static String listed(List<String> present) {
    StringBuilder text = new StringBuilder("an interface of this host: ");
    for (int i = 0; i < Math.min(LISTED, present.size()); i++) {
      text.append(i > 0 ? ", " : "").append('`').append(Printable.escaped(present.get(i)));
      text.append('`');
    }
    if (present.size() > LISTED) {
      text.append(" and ").append(present.size() - LISTED).append(" more");
    }
    return present.isEmpty() ? "an interface; this host has none" : text.toString();
  }

  private boolean exists(String name) {
    try {
      return isInterface(classNet.resolve(name));
    } catch (InvalidPathException _) {
      // A name that this host's locale cannot express is the name of no file here.
      return false;
    }
  }

  /** The directory also holds plain files, such as bonding_masters. */
  private static boolean isInterface(Path entry) {
    return Files.isSymbolicLink(entry) || Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
  }

  private List<String> present() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(classNet)) {
      for (Path entry : entries) {
        if (isInterface(entry)) {
          names.add(entry.getFileName().toString());
        }
      }
    }
    names.sort(null);
    return names;
  }
}
