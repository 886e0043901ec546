package io.packetframe.config;

/**
 * What can be wrong with a config. The names are stable: scripts may rely on them in the output of
 * {@code check --json}.
 */
public enum ProblemKind {
  /** The file could not be read at all. */
  UNREADABLE("unreadable"),
  TOO_LARGE("too-large"),
  NOT_UTF8("not-utf8"),
  CONTROL_CHARACTER("control-character"),

  UNKNOWN_DIRECTIVE("unknown-directive"),
  MISPLACED_DIRECTIVE("misplaced-directive"),
  OUTSIDE_SECTION("outside-section"),
  UNKNOWN_MODULE("unknown-module"),
  NOT_SUPPORTED("not-supported"),

  MISSING_ARGUMENT("missing-argument"),
  UNEXPECTED_ARGUMENT("unexpected-argument"),
  BAD_WORD("bad-word"),
  BAD_NUMBER("bad-number"),
  BAD_DURATION("bad-duration"),
  BAD_RATIO("bad-ratio"),
  BAD_PATH("bad-path"),
  BAD_INTERFACE("bad-interface"),
  BAD_PREFIX("bad-prefix"),
  BAD_ADDRESS("bad-address"),
  BAD_ENDPOINT("bad-endpoint"),
  WRONG_FAMILY("wrong-family"),
  RESERVED_PREFIX("reserved-prefix"),

  DUPLICATE("duplicate"),
  TOO_MANY("too-many"),
  OVERLAP("overlap"),
  CONFLICT("conflict"),

  HOST_BITS("host-bits"),
  COMMENT_IN_TOKEN("comment-in-token"),
  USELESS_LOCAL_PREFIX("useless-local-prefix"),

  INTERFACE_MISSING("interface-missing"),
  INTERFACES_UNKNOWN("interfaces-unknown"),
  SHARED_BRIDGE("shared-bridge"),
  BYPASSED_BRIDGE("bypassed-bridge"),
  NEIGHBOUR_LIMIT("neighbour-limit"),
  BYPASSED_HOOK("bypassed-hook"),
  BYPASS_NOT_ACCEPTED("bypass-not-accepted"),
  BYPASS_UNKNOWN("bypass-unknown"),
  OVER_LIMIT("over-limit");

  private final String text;

  ProblemKind(String text) {
    this.text = text;
  }

  /** Returns the stable name, in lower case with hyphens. */
  @Override
  public String toString() {
    return text;
  }
}
