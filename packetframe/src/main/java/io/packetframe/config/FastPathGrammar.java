package io.packetframe.config;

import io.packetframe.net.InterfaceName;
import io.packetframe.net.IpAddress;
import io.packetframe.net.IpAddress.Family;
import io.packetframe.net.IpPrefix;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The arguments of the directives of module fast-path. */
final class FastPathGrammar {
  private static final AbsolutePath BIRDC = new AbsolutePath("/usr/sbin/birdc");

  private final Repeats repeats;

  FastPathGrammar(Repeats repeats) {
    this.repeats = repeats;
  }

  /** Reads a directive; null if anything is wrong with it, which has been reported. */
  @Nullable FastPathDirective read(FastPathKeyword keyword, Arguments in) {
    Position position = in.position();
    return switch (keyword) {
      case ATTACH -> attach(in);
      case ALLOW_PREFIX -> allow(keyword, in, Family.V4, FastPathKeyword.ALLOW_PREFIX6);
      case ALLOW_PREFIX6 -> allow(keyword, in, Family.V6, FastPathKeyword.ALLOW_PREFIX);
      case BLOCK_PREFIX -> block(in);
      case LOCAL_PREFIX, LOCAL_PREFIX6 -> LocalPrefixGrammar.read(keyword, in, repeats);
      case MSS_CLAMP -> MssClampGrammar.read(in, repeats);
      case FALLBACK_DEFAULT -> fallbackDefault(in);
      case INTEGRITY_AUTHORITY -> integrityAuthority(in);
      case DRIVER_WORKAROUND -> driverWorkaround(in);
      case DRY_RUN -> {
        OnOff value = word(in, OnOff.values());
        yield value == null ? null : new FastPathDirective.DryRun(position, value);
      }
      case FIB_CACHE -> {
        OnOff value = word(in, OnOff.values());
        yield value == null ? null : new FastPathDirective.FibCache(position, value);
      }
      case BRIDGE_RESOLVE -> {
        Switch value = word(in, Switch.values());
        yield value == null ? null : new FastPathDirective.BridgeResolve(position, value);
      }
      case FDB_PIN -> {
        Switch value = word(in, Switch.values());
        yield value == null ? null : new FastPathDirective.FdbPin(position, value);
      }
      case FORWARDING_MODE -> {
        ForwardingMode mode = word(in, ForwardingMode.values());
        yield mode == null ? null : new FastPathDirective.ForwardingModeDirective(position, mode);
      }
      case CIRCUIT_BREAKER -> {
        CircuitBreaker breaker = CircuitBreakerGrammar.read(in);
        yield breaker == null
            ? null
            : new FastPathDirective.CircuitBreakerDirective(position, breaker);
      }
      case ROUTE_SOURCE -> {
        RouteSource source = RouteSourceGrammar.read(in);
        yield source == null ? null : new FastPathDirective.RouteSourceDirective(position, source);
      }
      case FIB_V4_MAX_ENTRIES,
          FIB_V6_MAX_ENTRIES,
          NEXTHOPS_MAX_ENTRIES,
          ECMP_GROUPS_MAX_ENTRIES -> {
        long entries = Numbers.take(in, 1, Numbers.MAX_U32);
        in.end();
        yield in.failed() ? null : new FastPathDirective.MaxEntries(position, keyword, entries);
      }
      case ACCEPT_BYPASS -> {
        BypassKind kind = word(in, BypassKind.values());
        if (kind != null) {
          repeats.once("accept-bypass " + kind.text(), position);
        }
        yield kind == null ? null : new FastPathDirective.AcceptBypass(position, kind);
      }
      case ECMP_DEFAULT_HASH_MODE -> {
        long fields = Numbers.take(in, 3, 5);
        in.end();
        yield in.failed()
            ? null
            : new FastPathDirective.EcmpDefaultHashMode(position, (int) fields);
      }
    };
  }

  private static <W extends Word> @Nullable W word(Arguments in, W[] words) {
    W word = in.takeWord(words);
    in.end();
    return word;
  }

  private @Nullable FastPathDirective attach(Arguments in) {
    Located<InterfaceName> port = Literals.takeInterface(in);
    AttachMode mode = in.takeWord(AttachMode.values());
    in.end();
    if (port != null) {
      repeats.once("attach " + port.value(), port.position());
    }
    return port == null || mode == null
        ? null
        : new FastPathDirective.Attach(in.position(), port, mode);
  }

  private @Nullable FastPathDirective allow(
      FastPathKeyword keyword, Arguments in, Family family, FastPathKeyword twin) {
    Located<IpPrefix> prefix = Literals.takePrefix(in, family, Suggestions.didYouMean(twin.text()));
    in.end();
    if (prefix == null) {
      return null;
    }
    repeats.prefix(keyword, prefix);
    return new FastPathDirective.AllowPrefix(in.position(), prefix.value());
  }

  private @Nullable FastPathDirective block(Arguments in) {
    Located<IpPrefix> prefix =
        Literals.takePrefix(in, Family.V4, "only IPv4 prefixes can be blocked");
    in.end();
    if (prefix == null) {
      return null;
    }
    repeats.prefix(FastPathKeyword.BLOCK_PREFIX, prefix);
    return new FastPathDirective.BlockPrefix(in.position(), prefix.value());
  }

  private static @Nullable FastPathDirective fallbackDefault(Arguments in) {
    in.takeFixed("via");
    Located<InterfaceName> via = Literals.takeInterface(in);
    in.takeFixed("nexthop");
    IpAddress nexthop = Literals.takeAddress4(in);
    in.end();
    return in.failed() || via == null || nexthop == null
        ? null
        : new FastPathDirective.FallbackDefault(in.position(), via, nexthop);
  }

  private static @Nullable FastPathDirective integrityAuthority(Arguments in) {
    List<String> authorities = List.of("birdc", "none");
    Token authority = in.take(Arguments.oneOf(authorities));
    if (authority == null) {
      return null;
    }
    Optional<AbsolutePath> birdc = Optional.empty();
    if (authority.text().equals("birdc")) {
      AbsolutePath path = in.peek() == null ? BIRDC : Literals.takePath(in);
      birdc = Optional.ofNullable(path);
    } else if (!authority.text().equals("none")) {
      in.report(in.notOneOf(authority, authorities));
      return null;
    }
    in.end();
    return in.failed() ? null : new FastPathDirective.IntegrityAuthority(in.position(), birdc);
  }

  private static @Nullable FastPathDirective driverWorkaround(Arguments in) {
    List<String> workarounds = List.of(FastPathDirective.RvuNicpfHeadShift.NAME);
    Token name = in.take(Arguments.oneOf(workarounds));
    if (name != null && !workarounds.contains(name.text())) {
      in.report(in.notOneOf(name, workarounds));
    }
    Switch value = in.takeWord(Switch.values());
    in.end();
    return in.failed() || value == null
        ? null
        : new FastPathDirective.RvuNicpfHeadShift(in.position(), value);
  }
}
