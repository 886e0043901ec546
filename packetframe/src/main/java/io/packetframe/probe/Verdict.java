package io.packetframe.probe;

import java.util.Optional;

/** The answer of a probe; the package documentation defines the cases. */
public sealed interface Verdict {
  /** Returns one line for the operator. */
  String detail();

  /** It works. */
  record Supported(String detail) implements Verdict {}

  /**
   * The host does not have it.
   *
   * @param reason the kernel's word, or the value found
   * @param mend the exact command or setting, where one helps
   */
  record Unsupported(String detail, String reason, Optional<String> mend) implements Verdict {}

  /**
   * We cannot tell.
   *
   * @param reason why not
   * @param refusedBy who refused, e.g. {@code seccomp} or {@code capability:CAP_BPF}
   * @param mend what lets us ask again
   */
  record Inconclusive(
      String detail, String reason, Optional<String> refusedBy, Optional<String> mend)
      implements Verdict {}

  /** Not asked, by design. */
  record Deferred(String detail) implements Verdict {}

  /** Returns an unsupported verdict that no command mends. */
  static Verdict unsupported(String detail, String reason) {
    return new Unsupported(detail, reason, Optional.empty());
  }

  /** Returns an unsupported verdict with what mends it. */
  static Verdict unsupported(String detail, String reason, String mend) {
    return new Unsupported(detail, reason, Optional.of(mend));
  }

  /** Returns an inconclusive verdict where nobody in particular refused. */
  static Verdict inconclusive(String detail, String reason) {
    return new Inconclusive(detail, reason, Optional.empty(), Optional.empty());
  }
}
