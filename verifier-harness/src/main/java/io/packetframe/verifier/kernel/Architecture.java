package io.packetframe.verifier.kernel;

import java.util.Arrays;

/** What a kernel is built for. */
public enum Architecture {
  AMD64("amd64"),
  ARM64("arm64");

  private final String word;

  Architecture(String word) {
    this.word = word;
  }

  /** Returns the one that Debian calls so. */
  public static Architecture of(String word) {
    return Arrays.stream(values())
        .filter(it -> it.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no machine for " + word));
  }

  /** Returns the one that this JVM runs on. */
  public static Architecture ofHost() {
    return System.getProperty("os.arch", "").equals("aarch64") ? ARM64 : AMD64;
  }

  /** Returns it as Debian spells it. */
  @Override
  public String toString() {
    return word;
  }
}
