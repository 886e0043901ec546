package io.packetframe.config;

import io.packetframe.net.Endpoint;
import io.packetframe.net.InterfaceName;
import io.packetframe.net.IpAddress;
import io.packetframe.net.IpAddress.Family;
import io.packetframe.net.IpPrefix;
import io.packetframe.net.LiteralException;
import org.jspecify.annotations.Nullable;

/** Paths, interface names, addresses and prefixes as arguments. */
final class Literals {
  private Literals() {}

  static @Nullable AbsolutePath takePath(Arguments in) {
    String expected = "an absolute path without `..`";
    Token token = in.take(expected);
    if (token == null) {
      return null;
    }
    String fault = AbsolutePath.fault(token.text());
    if (fault.isEmpty()) {
      return new AbsolutePath(token.text());
    }
    in.report(refused(ProblemKind.BAD_PATH, token, "path", fault).expected(expected));
    return null;
  }

  static @Nullable Located<InterfaceName> takeInterface(Arguments in) {
    String expected = "the name of an interface, at most 15 bytes";
    Token token = in.take(expected);
    if (token == null) {
      return null;
    }
    try {
      Located<InterfaceName> name =
          new Located<>(InterfaceName.parse(token.text()), token.position());
      in.named(name);
      return name;
    } catch (LiteralException e) {
      in.report(
          refused(ProblemKind.BAD_INTERFACE, token, "interface name", e.reason())
              .expected(expected));
      return null;
    }
  }

  static @Nullable IpAddress takeAddress(Arguments in) {
    return address(in, in.take("an IP address"), "an IP address");
  }

  /** Takes an IPv4 address. */
  static @Nullable IpAddress takeAddress4(Arguments in) {
    String expected = "an IPv4 address such as `192.0.2.1`";
    Token token = in.take(expected);
    IpAddress address = address(in, token, expected);
    if (token != null && address != null && address.family() != Family.V4) {
      in.report(
          ConfigProblem.error(
                  ProblemKind.WRONG_FAMILY, token.position(), token.quoted() + " is IPv6")
              .expected(expected));
      return null;
    }
    return address;
  }

  private static @Nullable IpAddress address(Arguments in, @Nullable Token token, String expected) {
    if (token == null) {
      return null;
    }
    try {
      return IpAddress.parse(token.text());
    } catch (LiteralException e) {
      in.report(refused(ProblemKind.BAD_ADDRESS, token, "address", e.reason()).expected(expected));
      return null;
    }
  }

  static @Nullable Located<Endpoint> takeEndpoint(Arguments in) {
    String expected = "an address and a port such as `127.0.0.1:1790` or `[::1]:1790`";
    Token token = in.take(expected);
    if (token == null) {
      return null;
    }
    try {
      return new Located<>(Endpoint.parse(token.text()), token.position());
    } catch (LiteralException e) {
      in.report(
          refused(ProblemKind.BAD_ENDPOINT, token, "address and port", e.reason())
              .expected(expected)
              .suggest(bracketed(token.text())));
      return null;
    }
  }

  /** Brackets may be all that is missing, or all that is too much. */
  private static @Nullable String bracketed(String text) {
    int colon = text.lastIndexOf(':');
    int close = text.indexOf(']');
    String changed = text;
    if (close < 0 && colon >= 0) {
      changed = "[" + text.substring(0, colon) + "]" + text.substring(colon);
    } else if (close > 0 && text.startsWith("[")) {
      changed = text.substring(1, close) + text.substring(close + 1);
    }
    try {
      return Suggestions.didYouMean(Endpoint.parse(changed).toString());
    } catch (LiteralException _) {
      return null;
    }
  }

  /** Takes a prefix of either family; warns if it has host bits. */
  static @Nullable Located<IpPrefix> takePrefix(Arguments in) {
    return takePrefix(in, "a prefix such as `192.0.2.0/24` or `2001:db8::/32`");
  }

  private static @Nullable Located<IpPrefix> takePrefix(Arguments in, String expected) {
    Token token = in.take(expected);
    if (token == null) {
      return null;
    }
    try {
      IpPrefix prefix = IpPrefix.parse(token.text());
      String written = token.text().substring(0, token.text().indexOf('/'));
      if (!IpAddress.parse(written).equals(prefix.address())) {
        in.report(hostBits(token, prefix));
      }
      return new Located<>(prefix, token.position());
    } catch (LiteralException e) {
      in.report(
          refused(ProblemKind.BAD_PREFIX, token, "prefix", e.reason())
              .expected(expected)
              .suggest(withLength(token.text())));
      return null;
    }
  }

  /**
   * Takes a prefix of one family.
   *
   * @param otherwise what to say where the prefix is of the other family
   */
  static @Nullable Located<IpPrefix> takePrefix(Arguments in, Family family, String otherwise) {
    String expected =
        switch (family) {
          case V4 -> "an IPv4 prefix such as `192.0.2.0/24`";
          case V6 -> "an IPv6 prefix such as `2001:db8::/32`";
        };
    Located<IpPrefix> prefix = takePrefix(in, expected);
    if (prefix == null || prefix.value().family() == family) {
      return prefix;
    }
    in.report(
        ConfigProblem.error(
                ProblemKind.WRONG_FAMILY,
                prefix.position(),
                "`" + prefix.value() + "` is an " + prefix.value().family() + " prefix")
            .expected(expected)
            .suggest(otherwise));
    return null;
  }

  private static ConfigProblem hostBits(Token token, IpPrefix prefix) {
    return ConfigProblem.warning(
            ProblemKind.HOST_BITS,
            token.position(),
            token.quoted() + " has bits set behind its length; it is taken as `" + prefix + "`")
        .suggest("write `" + prefix + "`, or the length that you mean");
  }

  /** An address alone is most likely meant as a network of one. */
  private static @Nullable String withLength(String text) {
    try {
      IpAddress address = IpAddress.parse(text);
      return Suggestions.didYouMean(address + "/" + address.family().bits());
    } catch (LiteralException _) {
      return null;
    }
  }

  private static ConfigProblem refused(ProblemKind kind, Token token, String what, String reason) {
    return ConfigProblem.error(
        kind, token.position(), token.quoted() + " is no " + what + ": " + reason);
  }
}
