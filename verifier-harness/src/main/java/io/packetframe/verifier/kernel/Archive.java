package io.packetframe.verifier.kernel;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** An archive of packages, of which this machine may know a mirror. */
public enum Archive {
  DEBIAN("buster|bullseye|bookworm|trixie|forky|duke|sid|stable"),
  UBUNTU("focal|jammy|noble|plucky|questing|resolute");

  private final Pattern suites;
  private final Pattern security;

  Archive(String releases) {
    this.suites = Pattern.compile("(?:" + releases + ")(?:-updates|-backports)?");
    this.security = Pattern.compile("(?:" + releases + ")-security");
  }

  /** Returns the one that the catalogue calls so. */
  static Archive of(String word) {
    return Arrays.stream(values())
        .filter(it -> it.toString().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no archive '" + word + "'"));
  }

  /** Tells whether a suite is found at the archive's own address. */
  boolean holds(String suite) {
    return suites.matcher(suite).matches();
  }

  /** Tells whether a suite is found at the address of the archive of security updates. */
  boolean holdsSecurity(String suite) {
    return security.matcher(suite).matches();
  }

  /** Returns the variable of the environment that names a mirror. */
  String variable() {
    return "PACKETFRAME_" + name() + "_MIRROR";
  }

  /** Returns the keys that sign it, as its distribution installs them. */
  String keyring() {
    return "/usr/share/keyrings/" + this + "-archive-keyring.gpg";
  }

  /** Returns it for people. */
  String title() {
    return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
  }

  /** Returns it as the catalogue spells it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
