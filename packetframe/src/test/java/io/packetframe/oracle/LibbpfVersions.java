package io.packetframe.oracle;

/**
 * Which libbpf a known difference is of: {@code all}, or {@code <1.5} for those older than a
 * release.
 *
 * @param before the release, as major * 1000 + minor
 */
record LibbpfVersions(int before) {
  static LibbpfVersions of(String text) {
    if (text.equals("all")) {
      return new LibbpfVersions(Integer.MAX_VALUE);
    }
    if (!text.startsWith("<")) {
      throw new IllegalArgumentException("neither all nor <MAJOR.MINOR: " + text);
    }
    return new LibbpfVersions(number(text.substring(1)));
  }

  /** Tells whether a version is one of them, e.g. {@code v1.1}. */
  boolean has(String version) {
    return number(version.substring(1)) < before;
  }

  private static int number(String version) {
    String[] numbers = version.split("\\.", -1);
    return Integer.parseInt(numbers[0]) * 1000 + Integer.parseInt(numbers[1]);
  }
}
