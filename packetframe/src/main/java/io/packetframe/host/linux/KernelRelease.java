package io.packetframe.host.linux;

import java.util.Optional;

/**
 * The kernel's release, as {@code uname -r} gives it.
 *
 * @param text the whole of it, safe to use as a file name ({@code 6.1.0-50-cloud-amd64})
 * @param major the first number
 * @param minor the second number
 */
public record KernelRelease(String text, int major, int minor) {
  private static final String PATH = "/proc/sys/kernel/osrelease";

  /** The kernel's own bound on each of the names of uname(2): __NEW_UTS_LEN. */
  private static final int MAX_LENGTH = 64;

  /** A number of more digits is no version and might not fit an int. */
  private static final int MAX_DIGITS = 6;

  /** Checks that the text can be part of a path. */
  public KernelRelease {
    if (!isFileName(text)) {
      throw new IllegalArgumentException("text is not a release: " + text);
    }
    if (major < 0 || minor < 0) {
      throw new IllegalArgumentException("major or minor is negative");
    }
  }

  /** Reads the running kernel's release. */
  public static Reading<KernelRelease> read(HostFiles files) {
    return files.read(PATH).parse(PATH, "kernel release", KernelRelease::parse);
  }

  /** Parses a release: two numbers with a dot between them, then whatever the distributor likes. */
  public static Optional<KernelRelease> parse(String text) {
    String release = text.strip();
    int majorEnd = endOfNumber(release, 0);
    int minorEnd = endOfNumber(release, majorEnd + 1);
    boolean isRelease =
        isFileName(release)
            && isNumber(0, majorEnd)
            && majorEnd < release.length()
            && release.charAt(majorEnd) == '.'
            && isNumber(majorEnd + 1, minorEnd);
    return isRelease
        ? Optional.of(
            new KernelRelease(
                release,
                Integer.parseInt(release, 0, majorEnd, 10),
                Integer.parseInt(release, majorEnd + 1, minorEnd, 10)))
        : Optional.empty();
  }

  /** Tells whether this kernel is of the given line or newer. */
  public boolean isAtLeast(int major, int minor) {
    return this.major > major || (this.major == major && this.minor >= minor);
  }

  private static boolean isNumber(int start, int end) {
    return end > start && end - start <= MAX_DIGITS;
  }

  private static int endOfNumber(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private static boolean isFileName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c > '~' || c == '/') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= MAX_LENGTH;
  }
}
