/**
 * Packets for people and tests, and the specification of the data path as a program.
 *
 * <p>The order in which the data path decides, which is also the order of what it counts. Each line
 * ends a packet or lets it go on; {@code PASS} leaves every byte as it was.
 *
 * <pre>
 *  1  rx_total
 *  2  the frame ends within the Ethernet header or a tag        PASS  err_parse
 *  3  behind at most two tags (0x8100, 0x88a8): not IP          PASS  pass_not_ip
 *  4  tags with a VID: the port has no such device that is up   PASS  pass_unknown_vlan
 *     (a tag with VID 0 names no device and is looked through)
 *  5  destination MAC: not ours                                 PASS  pass_not_ours
 *  6  IPv4: fewer than 20 bytes                                 PASS  err_parse
 *           version is not 4                                    PASS  pass_bad_header
 *           header length is not 5                              PASS  pass_complex_header
 *           total length below 20 or beyond the frame           PASS  pass_bad_header
 *           more fragments, or an offset                        PASS  pass_fragment
 *     IPv6: fewer than 40 bytes                                 PASS  err_parse
 *           version is not 6                                    PASS  pass_bad_header
 *           next header is not TCP, UDP or ICMPv6               PASS  pass_complex_header
 *           payload length beyond the frame                     PASS  pass_bad_header
 *           ICMPv6 with fewer than 4 bytes in the frame         PASS  err_parse
 *           ICMPv6 of type 133 to 137                           PASS  pass_ndp
 *  7  TTL or hop limit is 1 or 0                                PASS  pass_low_ttl
 *  8  neither end is in the allowlist                           PASS  (nothing)
 *  9  matched_v4 or matched_v6; matched_src_only, matched_dst_only or matched_both
 * 10  the destination is in the block list                      DROP  bogon_dropped
 * 11  an end that routers do not forward                        PASS  pass_martian
 * 12  dry run                                                   PASS  fwd_dry_run
 * 13  the kernel's FIB, asked with the device of line 4:
 *       black hole                                              DROP  drop_unreachable
 *       unreachable, prohibited                                 PASS  pass_unreachable
 *       not forwarded, and the destination is this host         PASS  pass_local
 *       not forwarded otherwise                                 PASS  pass_no_route
 *       no neighbour                                            PASS  pass_no_neigh
 *       fragmentation needed                                    PASS  pass_frag_needed
 *       any other answer but success                            PASS  err_fib_other
 * 14  the device of the answer, down to the physical one with its tags, is no
 *     redirect target                                           PASS  pass_not_in_devmap
 * 15  the frame with its new tags is longer than the physical
 *     device's MTU + 14 + 4                                     PASS  pass_too_long
 * 16  TCP with SYN and a ceiling: mss_clamp_applied or mss_clamp_skipped
 * 17  TTL or hop limit less one, MACs, tags                     REDIRECT  fwd_ok
 * </pre>
 *
 * <p>Details of line 11: IPv4 {@code 0.0.0.0/8}, {@code 127.0.0.0/8}, {@code 169.254.0.0/16},
 * {@code 224.0.0.0/4} and {@code 255.255.255.255}; IPv6 {@code ::}, {@code ::1}, {@code fe80::/10}
 * and {@code ff00::/8}; source or destination. The header checksum of IPv4 is not looked at: a
 * wrong one stays wrong by the same amount, so the next hop still sees it.
 *
 * <p>Details of line 17: the n-th egress tag from the outside takes PCP and DEI of the n-th ingress
 * tag, a tag with VID 0 included; without one they are 0. An egress device with a qos map has the
 * PCP mapped by it, and what the map does not name becomes 0.
 */
@NullMarked
package io.packetframe.packet;

import org.jspecify.annotations.NullMarked;
