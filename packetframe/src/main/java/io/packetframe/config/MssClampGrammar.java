package io.packetframe.config;

import io.packetframe.net.InterfaceName;
import io.packetframe.net.IpPrefix;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code [<prefix>] [via <interface>] <bytes>}: what has a slash is the prefix. */
final class MssClampGrammar {
  private MssClampGrammar() {}

  static @Nullable FastPathDirective read(Arguments in, Repeats repeats) {
    Token first = in.peek();
    Located<IpPrefix> prefix = null;
    if (first != null && first.text().indexOf('/') >= 0) {
      prefix = Literals.takePrefix(in);
    }
    Located<InterfaceName> via = null;
    if (in.takeIf("via") != null) {
      via = Literals.takeInterface(in);
    }
    long bytes =
        Numbers.take(
            in, FastPathDirective.MssClamp.MIN_BYTES, FastPathDirective.MssClamp.MAX_BYTES);
    in.end();
    if (in.failed()) {
      return null;
    }
    note(in, repeats, prefix, via);
    return new FastPathDirective.MssClamp(
        in.position(),
        prefix == null ? Optional.empty() : Optional.of(prefix.value()),
        Optional.ofNullable(via),
        (int) bytes);
  }

  /** The kernel's tables hold one ceiling for a prefix, whatever the interface. */
  private static void note(
      Arguments in,
      Repeats repeats,
      @Nullable Located<IpPrefix> prefix,
      @Nullable Located<InterfaceName> via) {
    if (prefix != null) {
      repeats.prefix(FastPathKeyword.MSS_CLAMP, prefix);
    } else if (via != null) {
      repeats.clampedInterface(via.value().text(), via.position());
    } else {
      repeats.once("mss-clamp for everything", in.position());
    }
  }
}
