package io.packetframe.verifier.run;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A part of what a guest shows, which a run can be confined to. */
public enum Suite {
  /** The shipped image and its own report; every run has it. */
  FEASIBILITY("packetframe feasibility, as shipped"),
  /** What the kernel's verifier says of our programs. */
  VERIFIER(
      "the kernel's verifier on our programs",
      "bpf.Verifier",
      "cli.ShippedObjects",
      "fastpath.Objects",
      "lint."),
  /** Frames through the data path, one at a time. */
  FIXTURES("frames through the data path", "fastpath.", "cli.Trace"),
  /** Frames over veth and VLAN devices, through the product as it is operated. */
  WIRE("frames over devices and VLANs", "wire.", "peers.", "fastpath.LiveFrames"),
  /** Attach, pin, exchange, detach. */
  LIFECYCLE("attach, pin, exchange, detach", "bpf.link.", "bpf.Pins", "fastpath.FastPathOn"),
  /** The loader: maps, programs, types, rings, and what it asks the kernel. */
  LOADER("the loader and its questions", "bpf.", "btf.", "probe.", "example."),
  /** Programs that measure, against what the kernel says itself. */
  MONITOR("measurements by programs in the kernel", "monitor.", "fastpath.MonitoredPort"),
  /** What the host layer reads of the kernel, and the layouts it shares with it. */
  HOST(
      "the host layer",
      "host.",
      "sys.",
      "cli.Inventory",
      "fastpath.HostMaps",
      "fastpath.Shortcuts");

  private static final String ROOT = "io.packetframe.";

  private final String about;

  /** Of class names without the root, with blanks between. */
  private final String beginnings;

  Suite(String about, String... beginnings) {
    this.about = about;
    this.beginnings = String.join(" ", beginnings);
  }

  /** Returns the one of a name in lower case. */
  public static Optional<Suite> of(String word) {
    return Arrays.stream(values()).filter(it -> it.toString().equals(word)).findFirst();
  }

  /** Returns those of names in lower case, as the catalogue has them. */
  public static Set<Suite> of(List<String> words) throws HarnessException {
    Set<Suite> suites = EnumSet.noneOf(Suite.class);
    for (String word : words) {
      suites.add(of(word).orElseThrow(() -> new HarnessException("no suite " + word, null)));
    }
    return suites;
  }

  /** Returns the one that a test class belongs to: the longest beginning of its name decides. */
  static Suite ofTest(String className) throws HarnessException {
    Suite found = FEASIBILITY;
    int longest = 0;
    for (Suite suite : values()) {
      for (String beginning : suite.beginnings.split(" ", -1)) {
        if (beginning.length() > longest && className.startsWith(ROOT + beginning)) {
          longest = beginning.length();
          found = suite;
        }
      }
    }
    if (longest == 0) {
      throw new HarnessException(className + " belongs to no suite", null);
    }
    return found;
  }

  /** Returns what it is, for people. */
  public String about() {
    return about;
  }

  /** Returns its name in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
