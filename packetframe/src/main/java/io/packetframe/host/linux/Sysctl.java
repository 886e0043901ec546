package io.packetframe.host.linux;

import java.util.Optional;

/** The kernel's settings under {@code /proc/sys}. */
public final class Sysctl {
  private static final String DIRECTORY = "/proc/sys/";

  private Sysctl() {}

  /** Reads a setting by its dotted name ({@code net.ipv4.ip_forward}). */
  public static Reading<String> read(HostFiles files, String name) {
    String path = path(name);
    return files.read(path).parse(path, "value", Sysctl::parse);
  }

  /** Returns the file of a setting; no name that we ask for has an interface name within. */
  static String path(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean isPlain = c == '.' || c == '_' || c == '-' || Character.isLetterOrDigit(c);
      if (!isPlain) {
        throw new IllegalArgumentException("name is not dotted words: " + name);
      }
    }
    return DIRECTORY + name.replace('.', '/');
  }

  /** Takes the line end off. */
  static Optional<String> parse(String text) {
    return Optional.of(text.strip());
  }
}
