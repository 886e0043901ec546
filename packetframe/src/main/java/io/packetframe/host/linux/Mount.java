package io.packetframe.host.linux;

import java.util.List;
import java.util.Optional;

/**
 * A mounted file system: one line of {@code /proc/self/mountinfo}.
 *
 * @param id number of the mount
 * @param parent number of the mount that it sits on
 * @param device major and minor number of the device beneath ({@code 259:2}); major 0 is none
 * @param root the directory of the file system that is seen here ({@code /} unless bound)
 * @param mountPoint where it is seen
 * @param type the kernel's name of the file system ({@code bpf})
 * @param source what it was mounted from, as far as the file system cares
 * @param options those of the file system itself ({@code rw,memory})
 */
public record Mount(
    int id,
    int parent,
    String device,
    String root,
    String mountPoint,
    String type,
    String source,
    List<String> options) {

  /** Copies the list. */
  public Mount {
    options = List.copyOf(options);
  }

  /** Columns that every line has before the optional ones, and after the dash that ends those. */
  private static final int FIXED_COLUMNS = 6;

  /** Parses a line as proc_pid_mountinfo(5) lays it out; empty if it is not one. */
  static Optional<Mount> parse(String line) {
    List<String> columns = Columns.of(line);
    int dash = columns.size() < FIXED_COLUMNS ? -1 : indexFrom(columns, "-", FIXED_COLUMNS);
    if (dash < 0 || dash + 1 >= columns.size()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Mount(
              Integer.parseInt(columns.get(0)),
              Integer.parseInt(columns.get(1)),
              columns.get(2),
              unescape(columns.get(3)),
              unescape(columns.get(4)),
              columns.get(dash + 1),
              column(columns, dash + 2),
              List.of(column(columns, dash + 3).split(",", -1))));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Tells whether a path lies at or below the mount point. */
  boolean covers(String path) {
    return mountPoint.equals("/")
        || path.equals(mountPoint)
        || (path.startsWith(mountPoint) && path.charAt(mountPoint.length()) == '/');
  }

  /** A file system may have an empty source, which leaves nothing between two blanks. */
  private static String column(List<String> columns, int index) {
    return index < columns.size() ? unescape(columns.get(index)) : "";
  }

  private static int indexFrom(List<String> columns, String word, int start) {
    for (int i = start; i < columns.size(); i++) {
      if (columns.get(i).equals(word)) {
        return i;
      }
    }
    return -1;
  }

  /** Undoes the kernel's escapes: blank, tab, line feed and backslash are {@code \ooo}. */
  static String unescape(String escaped) {
    if (escaped.indexOf('\\') < 0) {
      return escaped;
    }
    StringBuilder plain = new StringBuilder(escaped.length());
    int i = 0;
    while (i < escaped.length()) {
      int code = escaped.charAt(i) == '\\' ? octal(escaped, i + 1) : -1;
      plain.append(code < 0 ? escaped.charAt(i) : (char) code);
      i += code < 0 ? 1 : 4;
    }
    return plain.toString();
  }

  /** Returns the value of three octal digits, or -1 if they are not there. */
  private static int octal(String text, int start) {
    if (start + 3 > text.length()) {
      return -1;
    }
    int value = 0;
    for (int i = start; i < start + 3; i++) {
      int digit = Character.digit(text.charAt(i), 8);
      if (digit < 0) {
        return -1;
      }
      value = value * 8 + digit;
    }
    return value;
  }
}
