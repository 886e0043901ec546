package io.packetframe.config;

import io.packetframe.net.Endpoint;
import io.packetframe.net.IpAddress;
import io.packetframe.net.IpAddress.Family;
import io.packetframe.net.IpPrefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code bmp|bgp <address>:<port> <option>...}: options in any order, each once. */
final class RouteSourceGrammar {
  private static final String ALLOW_REMOTE = "allow-remote";
  private static final String PEER_FROM = "peer-from";
  private static final String PEER_IP = "peer-ip";
  private static final String ANY_IP = "anyip";
  private static final String LOCAL_AS = "local-as";
  private static final String PEER_AS = "peer-as";
  private static final String ROUTER_ID = "router-id";
  private static final String REQUIRE_LOC_RIB = "require-loc-rib";
  private static final List<String> BMP_OPTIONS = List.of(REQUIRE_LOC_RIB, ALLOW_REMOTE, PEER_FROM);
  private static final List<String> BGP_OPTIONS =
      List.of(LOCAL_AS, PEER_AS, ROUTER_ID, ALLOW_REMOTE, PEER_FROM, PEER_IP, ANY_IP);

  private final Arguments in;
  private final Map<String, Position> options = new HashMap<>();
  private final PrefixIndex peers = new PrefixIndex();
  private final List<IpPrefix> peersFrom = new ArrayList<>();
  private long localAs;
  private long peerAs;
  private @Nullable IpAddress routerId;
  private @Nullable IpAddress peerIp;

  private RouteSourceGrammar(Arguments in) {
    this.in = in;
  }

  static @Nullable RouteSource read(Arguments in) {
    return new RouteSourceGrammar(in).source();
  }

  private @Nullable RouteSource source() {
    List<String> protocols = List.of("bmp", "bgp");
    Token protocol = in.take(Arguments.oneOf(protocols));
    if (protocol == null) {
      return null;
    }
    if (!protocols.contains(protocol.text())) {
      in.report(in.notOneOf(protocol, protocols));
      return null;
    }
    boolean bgp = protocol.text().equals("bgp");
    Located<Endpoint> listen = Literals.takeEndpoint(in);
    readOptions(bgp ? BGP_OPTIONS : BMP_OPTIONS);
    if (bgp) {
      require(LOCAL_AS);
      require(PEER_AS);
    }
    if (listen != null) {
      checkPeers(listen);
      checkAnyIp(listen.value().address());
    }
    if (in.failed() || listen == null) {
      return null;
    }
    return bgp
        ? new RouteSource.Bgp(
            listen.value(),
            localAs,
            peerAs,
            Optional.ofNullable(routerId),
            peersFrom,
            Optional.ofNullable(peerIp),
            options.containsKey(ANY_IP))
        : new RouteSource.Bmp(listen.value(), options.containsKey(REQUIRE_LOC_RIB), peersFrom);
  }

  private void readOptions(List<String> known) {
    while (in.peek() != null) {
      Token option = in.take("an option");
      if (option == null) {
        return;
      }
      if (!known.contains(option.text())) {
        in.report(
            ConfigProblem.error(
                    ProblemKind.BAD_WORD, option.position(), option.quoted() + " is no option here")
                .expected(Arguments.oneOf(known))
                .suggest(Suggestions.didYouMean(option.text(), known)));
        // Whether the next word is its value cannot be known.
        in.stop();
        return;
      }
      Position first = options.putIfAbsent(option.text(), option.position());
      if (first != null && !option.text().equals(PEER_FROM)) {
        in.report(duplicate(option.text(), option.position(), first));
      }
      readValue(option.text());
    }
  }

  private void readValue(String option) {
    switch (option) {
      // AS 0 is nobody's (RFC 7607): a session with it is refused by the peer.
      case LOCAL_AS -> localAs = Numbers.take(in, 1, Numbers.MAX_U32);
      case PEER_AS -> peerAs = Numbers.take(in, 1, Numbers.MAX_U32);
      case ROUTER_ID -> routerId = Literals.takeAddress4(in);
      case PEER_IP -> peerIp = Literals.takeAddress(in);
      case PEER_FROM -> readPeers();
      default -> {
        // A switch: it has no value.
      }
    }
  }

  private void readPeers() {
    Located<IpPrefix> prefix = Literals.takePrefix(in);
    if (prefix == null) {
      return;
    }
    Position first = peers.putIfAbsent(prefix.value(), prefix.position());
    if (first != null) {
      in.report(duplicate(PEER_FROM + " " + prefix.value(), prefix.position(), first));
    }
    peersFrom.add(prefix.value());
  }

  private void require(String option) {
    if (in.complete() && !options.containsKey(option)) {
      in.report(in.missing("`" + option + "`"));
    }
  }

  /** A listener that only this host reaches needs no list of peers; any other one must have it. */
  private void checkPeers(Located<Endpoint> listen) {
    if (listen.value().address().isLoopback()) {
      for (String option : List.of(ALLOW_REMOTE, PEER_FROM, PEER_IP)) {
        Position position = options.get(option);
        if (position != null) {
          in.report(
              conflict(
                  position, "`" + option + "` is of no use on a loopback address", "leave it out"));
        }
      }
    } else if (in.complete()) {
      for (String option : List.of(ALLOW_REMOTE, PEER_FROM)) {
        if (!options.containsKey(option)) {
          in.report(
              conflict(
                  listen.position(),
                  "other hosts can reach this address, and `" + option + "` is missing",
                  "add `allow-remote` and `peer-from <prefix>`, or listen on a loopback address"));
        }
      }
    }
  }

  private void checkAnyIp(IpAddress listen) {
    Position position = options.get(ANY_IP);
    if (position == null) {
      return;
    }
    if (in.complete() && !options.containsKey(ALLOW_REMOTE)) {
      in.report(
          conflict(position, "`anyip` without `allow-remote`", "add `allow-remote`, or drop it"));
    }
    if (listen.family() != Family.V4
        || listen.isUnspecified()
        || listen.isMulticast()
        || listen.isBroadcast()) {
      in.report(
          conflict(
              position,
              "`anyip` with " + listen,
              "listen on an IPv4 address of one host, or drop it"));
    }
  }

  private static ConfigProblem conflict(Position position, String message, String suggestion) {
    return ConfigProblem.error(ProblemKind.CONFLICT, position, message).suggest(suggestion);
  }

  private static ConfigProblem duplicate(String what, Position position, Position first) {
    return ConfigProblem.error(
            ProblemKind.DUPLICATE,
            position,
            "`" + what + "` is given twice; first given at line " + first.line())
        .related(first);
  }
}
