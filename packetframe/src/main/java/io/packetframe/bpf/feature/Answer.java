package io.packetframe.bpf.feature;

import io.packetframe.bpf.BpfException;
import io.packetframe.sys.linux.Errno;
import java.util.Optional;

/** What the kernel's reaction to a trial proves; the package documentation defines the cases. */
public sealed interface Answer {
  /** Tells whether the kernel has the feature for sure. */
  default boolean isSupported() {
    return this instanceof Supported;
  }

  /** Tells whether asking again could say something else. */
  default boolean isConclusive() {
    return !(this instanceof Inconclusive);
  }

  /**
   * The kernel has it.
   *
   * @param how what the trial came to, e.g. {@code created}
   */
  record Supported(String how) implements Answer {}

  /**
   * The kernel does not have it.
   *
   * @param kernelsWord how it said so: an errno with its meaning, or a line of the verifier
   */
  record Unsupported(String kernelsWord) implements Answer {}

  /**
   * The trial proves nothing.
   *
   * @param why what happened instead
   * @param errno the kernel's answer, where it was an error
   */
  record Inconclusive(String why, Optional<Errno> errno) implements Answer {}

  /** Returns what an answer that fits no expectation proves: nothing. */
  static Answer inconclusive(BpfException refusal) {
    return new Inconclusive(refusal.getMessage(), Optional.of(refusal.errno()));
  }

  /** Returns what an errno that fits no expectation proves: nothing. */
  static Answer inconclusive(String step, Errno errno) {
    return new Inconclusive(step + ": " + errno, Optional.of(errno));
  }
}
