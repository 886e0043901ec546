package io.packetframe.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The trees of {@code fixtures/hosts} that are one text, {@code files.txt}: sysfs paths hold
 * colons, which no checkout on Windows can have.
 *
 * <p>{@code PATH = text} is a file of one line, {@code PATH:} one whose lines follow behind a bar,
 * {@code PATH -> target} a symbolic link, {@code PATH # 0a0b} a file of those bytes.
 */
public final class HostTreeText {
  private static final Path DIRECTORY = Blessed.root().resolve("fixtures").resolve("hosts");

  private HostTreeText() {}

  /** Returns the names of all such trees. */
  public static List<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(DIRECTORY)) {
      return entries
          .filter(entry -> Files.exists(entry.resolve("files.txt")))
          .map(entry -> entry.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  /** Makes the files of a tree below a directory. */
  public static void unpack(String name, Path into) throws IOException {
    List<String> lines = Files.readAllLines(DIRECTORY.resolve(name).resolve("files.txt"));
    // Links first: what the text has below the name of one belongs to where it leads.
    for (String line : lines) {
      int arrow = line.indexOf(" -> ");
      if (line.startsWith("/") && arrow >= 0) {
        Path link = file(into, line.substring(0, arrow));
        Path target = Path.of(line.substring(arrow + " -> ".length()));
        Files.createSymbolicLink(link, target);
        if (line.startsWith("/sys/class/") && target.startsWith("../../devices")) {
          Files.createDirectories(link.resolveSibling(target).normalize());
        }
      }
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int space = line.indexOf(' ');
      if (line.startsWith("/") && space < 0) {
        int end = i + 1;
        while (end < lines.size() && lines.get(end).startsWith("|")) {
          end++;
        }
        List<String> content =
            lines.subList(i + 1, end).stream().map(each -> each.substring(1)).toList();
        Files.write(file(into, line.substring(0, line.length() - 1)), content);
      } else if (line.startsWith("/")) {
        write(file(into, line.substring(0, space)), line.substring(space + 1));
      }
    }
  }

  private static void write(Path file, String marked) throws IOException {
    if (marked.startsWith("= ")) {
      Files.writeString(file, marked.substring(2) + "\n");
    } else if (marked.startsWith("# ")) {
      Files.write(file, HexFormat.of().parseHex(marked.substring(2)));
    }
  }

  private static Path file(Path into, String path) throws IOException {
    Path file = into.resolve(path.substring(1));
    Files.createDirectories(file.getParent());
    return file;
  }
}
