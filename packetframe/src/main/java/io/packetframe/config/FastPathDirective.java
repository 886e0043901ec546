package io.packetframe.config;

import io.packetframe.net.InterfaceName;
import io.packetframe.net.IpAddress;
import io.packetframe.net.IpAddress.Family;
import io.packetframe.net.IpPrefix;
import java.util.Optional;

/** The directives of section {@code module fast-path}. */
public sealed interface FastPathDirective extends Directive {
  @Override
  FastPathKeyword keyword();

  /** An interface whose incoming packets the fast path sees. */
  record Attach(Position position, Located<InterfaceName> port, AttachMode mode)
      implements FastPathDirective {
    @Override
    public FastPathKeyword keyword() {
      return FastPathKeyword.ATTACH;
    }
  }

  /** A network whose packets are forwarded; all others are left to the kernel. */
  record AllowPrefix(Position position, IpPrefix prefix) implements FastPathDirective {
    @Override
    public FastPathKeyword keyword() {
      return switch (prefix.family()) {
        case V4 -> FastPathKeyword.ALLOW_PREFIX;
        case V6 -> FastPathKeyword.ALLOW_PREFIX6;
      };
    }
  }

  /** An IPv4 network whose packets are dropped. */
  record BlockPrefix(Position position, IpPrefix prefix) implements FastPathDirective {
    /** Checks the family. */
    public BlockPrefix {
      if (prefix.family() != Family.V4) {
        throw new IllegalArgumentException("prefix: IPv4");
      }
    }

    @Override
    public FastPathKeyword keyword() {
      return FastPathKeyword.BLOCK_PREFIX;
    }
  }

  /** Whether the fast path only counts what it would do. */
  record DryRun(Position position, OnOff value) implements FastPathDirective {
    @Override
    public FastPathKeyword keyword() {
      return FastPathKeyword.DRY_RUN;
    }
  }

  /** When to stop forwarding; without it the breaker is off. */
  record CircuitBreakerDirective(Position position, CircuitBreaker breaker)
      implements FastPathDirective {
    @Override
    public FastPathKeyword keyword() {
      return FastPathKeyword.CIRCUIT_BREAKER;
    }
  }

  /** Who decides where a packet goes; default {@code kernel-fib}. */
  record ForwardingModeDirective(Position position, ForwardingMode mode)
      implements FastPathDirective {
    @Override
    public FastPathKeyword keyword() {
      return FastPathKeyword.FORWARDING_MODE;
    }
  }

  /**
   * A connected network whose hosts become routes of our own tables.
   *
   * @param prefix the network
   * @param via the interface that it is connected to
   * @param arpScavenge whether hosts that no one has spoken to yet are asked for; IPv4 of length 22
   *     and more only
   */
  record LocalPrefix(
      Position position, IpPrefix prefix, Located<InterfaceName> via, boolean arpScavenge)
      implements FastPathDirective {
    /** The shortest prefix that may be asked through host by host. */
    public static final int SHORTEST_SCAVENGED = 22;

    /** Checks that only a small IPv4 network is asked through. */
    public LocalPrefix {
      if (arpScavenge && (prefix.family() != Family.V4 || prefix.length() < SHORTEST_SCAVENGED)) {
        throw new IllegalArgumentException("arpScavenge: IPv4 /22 and longer");
      }
    }

    @Override
    public FastPathKeyword keyword() {
      return switch (prefix.family()) {
        case V4 -> FastPathKeyword.LOCAL_PREFIX;
        case V6 -> FastPathKeyword.LOCAL_PREFIX6;
      };
    }
  }

  /** The IPv4 default route of our own tables until a route source brings one. */
  record FallbackDefault(Position position, Located<InterfaceName> via, IpAddress nexthop)
      implements FastPathDirective {
    /** Checks the family. */
    public FallbackDefault {
      if (nexthop.family() != Family.V4) {
        throw new IllegalArgumentException("nexthop: IPv4");
      }
    }

    @Override
    public FastPathKeyword keyword() {
      return FastPathKeyword.FALLBACK_DEFAULT;
    }
  }

  /** Where routes for our own tables come from. */
  record RouteSourceDirective(Position position, RouteSource source) implements FastPathDirective {
    @Override
    public FastPathKeyword keyword() {
      return FastPathKeyword.ROUTE_SOURCE;
    }
  }

  /**
   * What our own tables are compared with.
   *
   * @param birdc the client of the BIRD daemon to ask; empty: nothing is asked. Without the
   *     directive it is {@code /usr/sbin/birdc}
   */
  record IntegrityAuthority(Position position, Optional<AbsolutePath> birdc)
      implements FastPathDirective {
    @Override
    public FastPathKeyword keyword() {
      return FastPathKeyword.INTEGRITY_AUTHORITY;
    }
  }

  /**
   * A ceiling for the segment size that TCP connections agree on.
   *
   * @param prefix whose packets, source or destination; empty: all
   * @param via the interface that they leave through; empty: any
   * @param bytes 88 to 65495
   */
  record MssClamp(
      Position position, Optional<IpPrefix> prefix, Optional<Located<InterfaceName>> via, int bytes)
      implements FastPathDirective {
    /** The smallest ceiling. */
    public static final int MIN_BYTES = 88;

    /** The largest ceiling: 65535 without the smallest IPv4 and TCP headers. */
    public static final int MAX_BYTES = 65495;

    /** Checks the ceiling. */
    public MssClamp {
      if (bytes < MIN_BYTES || bytes > MAX_BYTES) {
        throw new IllegalArgumentException("bytes: 88 to 65495");
      }
    }

    @Override
    public FastPathKeyword keyword() {
      return FastPathKeyword.MSS_CLAMP;
    }
  }

  /** Whether lookups are remembered per destination. */
  record FibCache(Position position, OnOff value) implements FastPathDirective {
    @Override
    public FastPathKeyword keyword() {
      return FastPathKeyword.FIB_CACHE;
    }
  }

  /** Whether a bridge with a single VLAN member is bypassed; {@code auto} is on. */
  record BridgeResolve(Position position, Switch value) implements FastPathDirective {
    @Override
    public FastPathKeyword keyword() {
      return FastPathKeyword.BRIDGE_RESOLVE;
    }
  }

  /** Whether next hops are pinned to the bridge port that shows their MAC; {@code auto} is off. */
  record FdbPin(Position position, Switch value) implements FastPathDirective {
    @Override
    public FastPathKeyword keyword() {
      return FastPathKeyword.FDB_PIN;
    }
  }

  /** Whether the shifted packet head of driver {@code rvu_nicpf} is made good. */
  record RvuNicpfHeadShift(Position position, Switch value) implements FastPathDirective {
    /** The name of the workaround in a config. */
    public static final String NAME = "rvu-nicpf-head-shift";

    @Override
    public FastPathKeyword keyword() {
      return FastPathKeyword.DRIVER_WORKAROUND;
    }
  }

  /**
   * How large one of our own tables is made.
   *
   * @param keyword which table: one of the four {@code ...-max-entries}
   * @param entries 1 to 4294967295
   */
  record MaxEntries(Position position, FastPathKeyword keyword, long entries)
      implements FastPathDirective {
    /** Checks the table and the number. */
    public MaxEntries {
      if (!keyword.text().endsWith("-max-entries")) {
        throw new IllegalArgumentException("keyword: the directive of a table");
      }
      if (entries < 1 || entries > 0xffff_ffffL) {
        throw new IllegalArgumentException("entries: 1 to 4294967295");
      }
    }
  }

  /** How many fields of a packet choose among equal next hops: 3, 4 or 5. */
  record EcmpDefaultHashMode(Position position, int fields) implements FastPathDirective {
    /** Checks the number. */
    public EcmpDefaultHashMode {
      if (fields < 3 || fields > 5) {
        throw new IllegalArgumentException("fields: 3 to 5");
      }
    }

    @Override
    public FastPathKeyword keyword() {
      return FastPathKeyword.ECMP_DEFAULT_HASH_MODE;
    }
  }

  /**
   * That packets of the allowed prefixes may go past something that would change them; without it
   * the fast path does not start where the host has such a thing.
   */
  record AcceptBypass(Position position, BypassKind kind) implements FastPathDirective {
    @Override
    public FastPathKeyword keyword() {
      return FastPathKeyword.ACCEPT_BYPASS;
    }
  }
}
