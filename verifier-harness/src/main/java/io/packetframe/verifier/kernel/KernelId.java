package io.packetframe.verifier.kernel;

import java.util.regex.Pattern;

/** The name of a line of kernels, for example {@code debian-6.1-amd64}; also a file name. */
public record KernelId(String text) implements Comparable<KernelId> {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*(?:[.-][a-z0-9]+)+");

  public KernelId {
    if (text.length() > 60 || !FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not a kernel id: '" + text + "'");
    }
  }

  /** Returns the second part, which in our catalogue is a version; empty if there is none. */
  String version() {
    String[] parts = text.split("-", 3);
    return parts.length < 2 ? "" : parts[1];
  }

  @Override
  public int compareTo(KernelId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
