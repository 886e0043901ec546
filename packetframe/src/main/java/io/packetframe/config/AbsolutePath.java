package io.packetframe.config;

import java.nio.charset.StandardCharsets;

/**
 * An absolute path without {@code ..} in it. It stays text: whether the host can express it as a
 * path of its own depends on the locale, and a config parses the same anywhere.
 *
 * @param text 1 to 4095 bytes, starting with a slash, without NUL
 */
public record AbsolutePath(String text) {
  /** The kernel's {@code PATH_MAX} without the terminating NUL. */
  private static final int MAX_LENGTH = 4095;

  /** Checks the path; the message of the exception is the reason. */
  public AbsolutePath {
    String fault = fault(text);
    if (!fault.isEmpty()) {
      throw new IllegalArgumentException(fault);
    }
  }

  /** Returns why the text is no absolute path, or an empty string. */
  static String fault(String text) {
    if (!text.startsWith("/")) {
      return "it does not start with `/`";
    }
    // A path has fewer characters than bytes, so a hostile one is not encoded first.
    if (text.length() > MAX_LENGTH || text.getBytes(StandardCharsets.UTF_8).length > MAX_LENGTH) {
      return "it is longer than 4095 bytes";
    }
    if (text.indexOf('\0') >= 0) {
      return "it contains NUL";
    }
    if ((text + "/").contains("/../")) {
      return "it contains `..`";
    }
    return "";
  }

  @Override
  public String toString() {
    return text;
  }
}
