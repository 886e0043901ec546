package io.packetframe.config;

import io.packetframe.Printable;
import io.packetframe.net.IpAddress.Family;
import io.packetframe.net.IpPrefix;
import java.util.List;
import java.util.Map;

/** What no directive can know alone: whether the directives of a module go together. */
final class CrossChecks {
  private final List<FastPathDirective> directives;
  private final Repeats repeats;
  private final ProblemCollector problems;

  CrossChecks(List<FastPathDirective> directives, Repeats repeats, ProblemCollector problems) {
    this.directives = directives;
    this.repeats = repeats;
    this.problems = problems;
  }

  void run() {
    blockedAndAllowed(FastPathKeyword.ALLOW_PREFIX);
    blockedAndAllowed(FastPathKeyword.LOCAL_PREFIX);
    useless(FastPathKeyword.LOCAL_PREFIX, FastPathKeyword.ALLOW_PREFIX, Family.V4);
    useless(FastPathKeyword.LOCAL_PREFIX6, FastPathKeyword.ALLOW_PREFIX6, Family.V6);
    trafficControlNeedsOwnTables();
  }

  /** Which of the two would win is a property of the program, not of the config. */
  private void blockedAndAllowed(FastPathKeyword allowed) {
    PrefixIndex blocks = repeats.prefixes(FastPathKeyword.BLOCK_PREFIX, Family.V4);
    PrefixIndex others = repeats.prefixes(allowed, Family.V4);
    if (blocks == null || others == null) {
      return;
    }
    for (Map.Entry<IpPrefix, Position> block : blocks.entries()) {
      Map.Entry<IpPrefix, Position> other = others.overlapping(block.getKey());
      if (other != null) {
        problems.add(overlap(block, allowed, other));
      }
    }
  }

  private static ConfigProblem overlap(
      Map.Entry<IpPrefix, Position> block,
      FastPathKeyword allowed,
      Map.Entry<IpPrefix, Position> other) {
    boolean blockIsLater = block.getValue().compareTo(other.getValue()) > 0;
    Position later = blockIsLater ? block.getValue() : other.getValue();
    Position earlier = blockIsLater ? other.getValue() : block.getValue();
    return ConfigProblem.error(
            ProblemKind.OVERLAP,
            later,
            "`block-prefix "
                + block.getKey()
                + "` and `"
                + allowed.text()
                + " "
                + other.getKey()
                + "` share addresses; the other one is at line "
                + earlier.line())
        .related(earlier);
  }

  /** A local network that is not allowed is never forwarded to or from. */
  private void useless(FastPathKeyword local, FastPathKeyword allowed, Family family) {
    PrefixIndex locals = repeats.prefixes(local, family);
    if (locals == null) {
      return;
    }
    PrefixIndex allows = repeats.prefixes(allowed, family);
    for (Map.Entry<IpPrefix, Position> entry : locals.entries()) {
      if (allows == null || allows.overlapping(entry.getKey()) == null) {
        problems.add(
            ConfigProblem.warning(
                    ProblemKind.USELESS_LOCAL_PREFIX,
                    entry.getValue(),
                    "no `"
                        + allowed.text()
                        + "` shares addresses with `"
                        + entry.getKey()
                        + "`, so no packet uses it")
                .suggest("add an `" + allowed.text() + "`, or leave the line out"));
      }
    }
  }

  private void trafficControlNeedsOwnTables() {
    ForwardingMode mode = ForwardingMode.KERNEL_FIB;
    for (FastPathDirective directive : directives) {
      if (directive instanceof FastPathDirective.ForwardingModeDirective it) {
        mode = it.mode();
      }
    }
    if (mode == ForwardingMode.CUSTOM_FIB) {
      return;
    }
    for (FastPathDirective directive : directives) {
      if (directive instanceof FastPathDirective.Attach it && it.mode() == AttachMode.TC) {
        problems.add(
            ConfigProblem.error(
                    ProblemKind.CONFLICT,
                    it.position(),
                    "`attach "
                        + Printable.escaped(it.port().value().text())
                        + " tc` needs"
                        + " `forwarding-mode custom-fib`, and the mode is `"
                        + mode.text()
                        + "`")
                .suggest("add `forwarding-mode custom-fib`, or attach with `auto`"));
      }
    }
  }
}
