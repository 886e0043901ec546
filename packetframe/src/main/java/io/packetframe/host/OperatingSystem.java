package io.packetframe.host;

import java.util.Locale;

/** The systems whose hosts we tell apart. */
public enum OperatingSystem {
  LINUX("Linux"),
  WINDOWS("Windows"),
  MACOS("macOS"),
  FREEBSD("FreeBSD"),
  OPENBSD("OpenBSD"),
  NETBSD("NetBSD"),
  DRAGONFLY("DragonFly BSD"),
  OTHER("this operating system");

  private final String title;

  OperatingSystem(String title) {
    this.title = title;
  }

  /** Returns the name that people know it by. */
  public String title() {
    return title;
  }

  /** Returns the system of Java's property {@code os.name}. */
  public static OperatingSystem named(String osName) {
    String name = osName.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return WINDOWS;
    }
    return switch (name) {
      case "linux" -> LINUX;
      case "mac os x" -> MACOS;
      case "freebsd" -> FREEBSD;
      case "openbsd" -> OPENBSD;
      case "netbsd" -> NETBSD;
      case "dragonflybsd" -> DRAGONFLY;
      default -> OTHER;
    };
  }
}
