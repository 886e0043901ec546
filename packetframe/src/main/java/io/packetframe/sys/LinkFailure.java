package io.packetframe.sys;

/** Says why a library could not be loaded. */
public final class LinkFailure {
  private LinkFailure() {}

  /**
   * Returns a failure as one line. JNA writes one for each place that it looked at, and goes on
   * with the whole class path.
   */
  public static String sentence(Throwable failure) {
    return String.valueOf(failure)
        .replaceFirst("(?s) in resource path .*", "")
        .strip()
        .replaceAll("\\s*\\R\\s*", ", ");
  }
}
