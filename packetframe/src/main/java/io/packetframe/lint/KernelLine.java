package io.packetframe.lint;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A release of the kernel, as its first two numbers. */
public record KernelLine(int major, int minor) implements Comparable<KernelLine> {
  /** The oldest one that we look at: what all of them have is not worth a word. */
  public static final KernelLine OLDEST = new KernelLine(5, 10);

  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

  /**
   * Reads e.g. {@code 6.12}.
   *
   * @throws IllegalArgumentException if it is not two numbers with a dot between
   */
  public static KernelLine parse(String text) {
    Matcher numbers = NUMBERS.matcher(text);
    if (!numbers.matches()) {
      throw new IllegalArgumentException(text + " is no kernel line, like 6.12");
    }
    return new KernelLine(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)));
  }

  @Override
  public int compareTo(KernelLine other) {
    return major != other.major
        ? Integer.compare(major, other.major)
        : Integer.compare(minor, other.minor);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
