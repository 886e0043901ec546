package io.packetframe.config;

import io.packetframe.Printable;
import io.packetframe.net.IpAddress.Family;
import io.packetframe.net.IpPrefix;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a config has already said: nothing may be said twice, and not everything any often. */
final class Repeats {
  /** How many entries each of the kernel's tables of prefixes has. */
  static final int MAX_PREFIXES = 1024;

  /** How many interfaces can have a segment size of their own. */
  static final int MAX_CLAMPED_INTERFACES = 64;

  private final ProblemCollector problems;
  private final Map<String, Position> once = new HashMap<>();
  private final Map<String, PrefixIndex> prefixes = new HashMap<>();
  private int clampedInterfaces;

  Repeats(ProblemCollector problems) {
    this.problems = problems;
  }

  /** Notes something that a config can say only once, and reports it if it was said before. */
  void once(String what, Position position) {
    Position first = once.putIfAbsent(what, position);
    if (first != null) {
      problems.add(duplicate(what, position, first));
    }
  }

  /** Notes a prefix of a directive; reports it if it is repeated or one too many. */
  void prefix(FastPathKeyword keyword, Located<IpPrefix> prefix) {
    String table = table(keyword, prefix.value().family());
    PrefixIndex index = prefixes.get(table);
    if (index == null) {
      index = new PrefixIndex();
      prefixes.put(table, index);
    }
    Position first = index.putIfAbsent(prefix.value(), prefix.position());
    if (first != null) {
      problems.add(duplicate(keyword.text() + " " + prefix.value(), prefix.position(), first));
    } else if (index.size() == MAX_PREFIXES + 1 && isLimited(keyword)) {
      problems.add(tooMany(table, MAX_PREFIXES, prefix.position()));
    }
  }

  /** Notes an interface with a segment size of its own. */
  void clampedInterface(String name, Position position) {
    once(FastPathKeyword.MSS_CLAMP.text() + " via " + name, position);
    if (++clampedInterfaces == MAX_CLAMPED_INTERFACES + 1) {
      problems.add(tooMany("mss-clamp via", MAX_CLAMPED_INTERFACES, position));
    }
  }

  /** Returns the prefixes that a directive has given, or null if none. */
  @Nullable PrefixIndex prefixes(FastPathKeyword keyword, Family family) {
    return prefixes.get(table(keyword, family));
  }

  private static boolean isLimited(FastPathKeyword keyword) {
    return keyword == FastPathKeyword.ALLOW_PREFIX
        || keyword == FastPathKeyword.ALLOW_PREFIX6
        || keyword == FastPathKeyword.BLOCK_PREFIX
        || keyword == FastPathKeyword.MSS_CLAMP;
  }

  private static String table(FastPathKeyword keyword, Family family) {
    return keyword == FastPathKeyword.MSS_CLAMP ? keyword.text() + " " + family : keyword.text();
  }

  private static ConfigProblem duplicate(String what, Position position, Position first) {
    return ConfigProblem.error(
            ProblemKind.DUPLICATE,
            position,
            "`" + Printable.escaped(what) + "` is given twice; first given at line " + first.line())
        .related(first);
  }

  private static ConfigProblem tooMany(String what, int limit, Position position) {
    return ConfigProblem.error(
            ProblemKind.TOO_MANY, position, "more than " + limit + " of `" + what + "`")
        .expected("at most " + limit + ", the size of the kernel's table");
  }
}
