package io.packetframe.testing;

import java.util.Arrays;

/**
 * A need of the machine under the tests.
 *
 * <p>The environment variable {@code PACKETFRAME_REQUIRE} (comma-separated tags) names the needs
 * that this machine must meet: there, a missing one fails the test instead of skipping it.
 */
public enum Requirement {
  /** Root, and a kernel that takes bpf(2) from us. */
  KERNEL("kernel"),
  /** QEMU for the host's architecture. */
  VM("vm"),
  /** A container engine. */
  CONTAINER("container"),
  /** A headless Chromium. */
  BROWSER("browser"),
  /** bpf(4) of a BSD or of macOS, and the right to open it. */
  BPF_DEVICE("bpf-device"),
  /** eBPF for Windows, and a native image of its tests. */
  EBPF_FOR_WINDOWS("ebpf-for-windows");

  private final String tag;

  Requirement(String tag) {
    this.tag = tag;
  }

  /** Returns the JUnit tag of tests with this need, also its word in PACKETFRAME_REQUIRE. */
  public String tag() {
    return tag;
  }

  /** Tells whether this machine has promised to meet the need. */
  public boolean isMandatory() {
    String names = System.getenv("PACKETFRAME_REQUIRE");
    return names != null
        && Arrays.stream(names.split(",")).map(String::strip).anyMatch(tag::equals);
  }
}
