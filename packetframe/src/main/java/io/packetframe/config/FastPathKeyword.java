package io.packetframe.config;

/** The directives of section {@code module fast-path}. */
public enum FastPathKeyword implements Keyword {
  ATTACH("attach", "<interface> native|generic|auto|tc", true),
  ALLOW_PREFIX("allow-prefix", "<ipv4 prefix>", true),
  ALLOW_PREFIX6("allow-prefix6", "<ipv6 prefix>", true),
  BLOCK_PREFIX("block-prefix", "<ipv4 prefix>", true),
  DRY_RUN("dry-run", "on|off", false),
  CIRCUIT_BREAKER(
      "circuit-breaker", "drop-ratio <ratio> of matched window <n>s threshold <count>", false),
  FORWARDING_MODE("forwarding-mode", "kernel-fib|custom-fib|compare", false),
  LOCAL_PREFIX("local-prefix", "<ipv4 prefix> via <interface> [arp-scavenge]", true),
  LOCAL_PREFIX6("local-prefix6", "<ipv6 prefix> via <interface>", true),
  FALLBACK_DEFAULT("fallback-default", "via <interface> nexthop <ipv4 address>", false),
  ROUTE_SOURCE("route-source", "bmp|bgp <address>:<port> <option>...", false),
  INTEGRITY_AUTHORITY("integrity-authority", "birdc [<absolute path>]|none", false),
  MSS_CLAMP("mss-clamp", "[<prefix>] [via <interface>] <bytes>", true),
  FIB_CACHE("fib-cache", "on|off", false),
  BRIDGE_RESOLVE("bridge-resolve", "auto|on|off", false),
  FDB_PIN("fdb-pin", "auto|on|off", false),
  DRIVER_WORKAROUND("driver-workaround", "rvu-nicpf-head-shift auto|on|off", false),
  FIB_V4_MAX_ENTRIES("fib-v4-max-entries", "<count>", false),
  FIB_V6_MAX_ENTRIES("fib-v6-max-entries", "<count>", false),
  NEXTHOPS_MAX_ENTRIES("nexthops-max-entries", "<count>", false),
  ECMP_GROUPS_MAX_ENTRIES("ecmp-groups-max-entries", "<count>", false),
  ECMP_DEFAULT_HASH_MODE("ecmp-default-hash-mode", "3|4|5", false),
  ACCEPT_BYPASS("accept-bypass", "nat|ipsec|peer-offloads", true);

  private final String text;
  private final String arguments;
  private final boolean repeatable;

  FastPathKeyword(String text, String arguments, boolean repeatable) {
    this.text = text;
    this.arguments = arguments;
    this.repeatable = repeatable;
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public Section section() {
    return Section.FAST_PATH;
  }

  @Override
  public String syntax() {
    return text + " " + arguments;
  }

  @Override
  public boolean repeatable() {
    return repeatable;
  }
}
