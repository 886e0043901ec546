package io.packetframe.net;

import java.nio.charset.StandardCharsets;

/**
 * A name that Linux accepts for a network interface: 1 to 15 bytes of UTF-8, not {@code .} or
 * {@code ..}, without slash, backslash, colon, NUL or white space. So it is always one safe
 * component of a path below {@code /sys/class/net}.
 *
 * @param text the name
 */
public record InterfaceName(String text) implements Comparable<InterfaceName> {
  /** The kernel's {@code IFNAMSIZ} without the terminating NUL. */
  public static final int MAX_BYTES = 15;

  /** Checks the name; the message of the exception is the reason. */
  public InterfaceName {
    String fault = fault(text);
    if (!fault.isEmpty()) {
      throw new IllegalArgumentException(fault);
    }
  }

  /**
   * Reads a name.
   *
   * @throws LiteralException with the reason
   */
  public static InterfaceName parse(String text) throws LiteralException {
    String fault = fault(text);
    if (!fault.isEmpty()) {
      throw new LiteralException(fault);
    }
    return new InterfaceName(text);
  }

  private static String fault(String text) {
    if (text.isEmpty()) {
      return "it is empty";
    }
    if (text.equals(".") || text.equals("..")) {
      return "it names a directory";
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '/' || c == '\\' || c == ':') {
        return "it contains `" + c + "`";
      }
      if (c == 0 || Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        return "it contains NUL or white space";
      }
    }
    // A name has fewer characters than bytes, so a hostile one is not encoded first.
    if (text.length() > MAX_BYTES || text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      return "it is longer than 15 bytes";
    }
    return "";
  }

  @Override
  public int compareTo(InterfaceName other) {
    return text.compareTo(other.text);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InterfaceName that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
