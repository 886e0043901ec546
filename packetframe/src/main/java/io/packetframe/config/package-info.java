/**
 * Config text to a {@link io.packetframe.config.Config}, or to all that is wrong with it.
 *
 * <p>The format, line by line: UTF-8, at most 1 MiB. A line is cut at its first {@code #}; there is
 * no quoting. Words are split at white space, and indentation means nothing. Characters that cannot
 * be seen are refused. An empty file is legal: defaults, no modules.
 *
 * <pre>
 * file        = { header | directive }
 * header      = "global" | "module fast-path"             each at most once
 * directive   = keyword { argument }                      below the header of its section
 *
 * global:
 *   metrics-textfile PATH                                 no metrics without it
 *   log-level trace|debug|info|warn|error                 info
 *   bpffs-root PATH                                       /sys/fs/bpf/packetframe
 *   state-dir PATH                                        /var/lib/packetframe/state
 *   attach-settle-time Ns|Nms                             2s; 0s is no wait
 *
 * module fast-path:                                       * = more than once
 *   attach IFACE native|generic|auto|tc               *   tc needs custom-fib
 *   allow-prefix PREFIX4                              *   at most 1024
 *   allow-prefix6 PREFIX6                             *   at most 1024
 *   block-prefix PREFIX4                              *   at most 1024; shares no address with
 *                                                         allow-prefix and local-prefix
 *   dry-run on|off                                        off
 *   circuit-breaker drop-ratio RATIO of matched
 *     window Ns threshold COUNT                           on one line; no breaker without it
 *   forwarding-mode kernel-fib|custom-fib|compare         kernel-fib
 *   local-prefix PREFIX4 via IFACE [arp-scavenge]     *   arp-scavenge from /22 on
 *   local-prefix6 PREFIX6 via IFACE                   *   no reserved addresses
 *   fallback-default via IFACE nexthop ADDRESS4
 *   route-source bmp ENDPOINT [require-loc-rib] REMOTE
 *   route-source bgp ENDPOINT local-as AS peer-as AS
 *     [router-id ADDRESS4] REMOTE [peer-ip ADDRESS] [anyip]
 *   integrity-authority birdc [PATH]|none                 birdc /usr/sbin/birdc
 *   mss-clamp [PREFIX] [via IFACE] BYTES              *   88 to 65495; one for each prefix
 *   fib-cache on|off                                      off
 *   bridge-resolve auto|on|off                            auto, which is on
 *   fdb-pin auto|on|off                                   auto, which is off
 *   driver-workaround rvu-nicpf-head-shift auto|on|off    auto
 *   fib-v4-max-entries COUNT                              2097152
 *   fib-v6-max-entries COUNT                              1048576
 *   nexthops-max-entries COUNT                            8192
 *   ecmp-groups-max-entries COUNT                         1024
 *   ecmp-default-hash-mode 3|4|5                          5
 *
 * PATH        absolute, without "..", at most 4095 bytes
 * IFACE       1 to 15 bytes, not "." or "..", without / \ : and white space
 * PREFIX      address "/" length; host bits are cleared, with a warning
 * ENDPOINT    address ":" port, an IPv6 address in brackets; port 1 to 65535
 * REMOTE      [allow-remote] { peer-from PREFIX }         both for an address that other hosts
 *                                                         reach, neither for a loopback address
 * RATIO       0 to below 1, as in 0.01
 * COUNT, AS   1 to 4294967295, digits only
 * </pre>
 *
 * <p>The way of a text: {@code Utf8Text} (bytes to characters), {@code Lexer} (lines to words),
 * {@code SectionReader} (words to sections), one grammar class for each directive that is more than
 * a word, {@code Repeats} and {@code CrossChecks} for what several lines say together. Each reports
 * to {@code ProblemCollector} and goes on. A new directive is a {@code Keyword}, a record, a line
 * in its grammar and here, a line in {@code fixtures/configs/packetframe.conf}, and two test cases.
 */
@NullMarked
package io.packetframe.config;

import org.jspecify.annotations.NullMarked;
