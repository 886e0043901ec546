package io.packetframe.host.linux;

import java.util.Optional;

/** The options that a kernel was built with, as Kconfig writes them. */
public final class KernelConfiguration {
  private final String text;

  private KernelConfiguration(String text) {
    this.text = text;
  }

  /**
   * Takes the text of a {@code .config}; empty if it has no option at all.
   *
   * <p>A configuration has 10,000 lines and we ask for a handful, so the text is searched rather
   * than taken apart.
   */
  public static Optional<KernelConfiguration> parse(String text) {
    String lines = "\n" + text;
    return lines.contains("\nCONFIG_")
        ? Optional.of(new KernelConfiguration(lines))
        : Optional.empty();
  }

  /** Tells whether an option ({@code CONFIG_BPF}) is part of the kernel image. */
  public boolean isBuiltIn(String option) {
    return value(option).equals("y");
  }

  /** Tells whether an option is part of the image or a module, which may not be loaded. */
  public boolean isEnabled(String option) {
    String value = value(option);
    return value.equals("y") || value.equals("m");
  }

  /**
   * Returns what stands after the equals sign; "n" for what is not set, which Kconfig writes as a
   * comment ({@code # CONFIG_BPF is not set}) and not at all where a dependency is missing.
   */
  public String value(String option) {
    String assignment = "\n" + option + "=";
    // As in Kconfig the last one counts: people append lines to a .config.
    int found = text.lastIndexOf(assignment);
    if (found < 0) {
      return "n";
    }
    int start = found + assignment.length();
    int end = text.indexOf('\n', start);
    return text.substring(start, end < 0 ? text.length() : end).strip();
  }
}
