/**
 * Packets for people and tests, and the specification of the data path as a program.
 *
 * <p>{@link io.packetframe.packet.PacketText} reads and writes packets as one line, {@link
 * io.packetframe.packet.FrameReader} finds the packet in any bytes, {@link
 * io.packetframe.packet.Fixtures} reads the cases of {@code fixtures/packets}, and {@link
 * io.packetframe.packet.DataPath} says what must become of a frame.
 *
 * <p>The text of a packet: a subject, then words in any order. What is not said has a default; MAC
 * addresses are those of whoever reads the text.
 *
 * <pre>
 * packet   = subject { word } | "hex" HEX { HEX }
 * subject  = ("udp" | "tcp") ADDRESS:PORT "&gt;" ADDRESS:PORT     IPv6: [2001:db8::1]:53
 *          | "icmp" ADDRESS "&gt;" ADDRESS                         ICMPv6 where they are IPv6
 *          | "ip" PROTOCOL ADDRESS "&gt;" ADDRESS                  any other protocol
 *          | "arp" ADDRESS "&gt;" ADDRESS                          who-has; with "reply" is-at
 *          | "ethertype" NUMBER                                  anything else
 *
 * Ethernet   from MAC, to MAC
 *            vlan VID, svlan VID, tag TPID VID                   0x8100, 0x88a8, any; outermost first
 *            qinq SVID VID                                       svlan SVID vlan VID
 *            pcp 0-7, dei                                        of the tag named last
 *            pad LENGTH                                          zeros up to this length
 *            trailer HEX                                         bytes behind the packet
 *            cut LENGTH                                          only so many bytes of it
 * IP         ttl NUMBER (64), dscp NUMBER, ecn NUMBER            ttl is the hop limit too
 *            frag OFFSET[+]                                      in bytes; + if more follows
 *            wrong FIELD NUMBER                                  what the field says instead:
 *              version, header-length, total-length, header-checksum, payload-length,
 *              udp-length, data-offset, checksum (of UDP, TCP, ICMP)
 * IPv4       id NUMBER, df, reserved-bit, options HEX            zeros fill up to four bytes
 * IPv6       flow NUMBER, hop-by-hop, destination-options, ext KIND HEX
 * TCP        fin syn rst psh ack urg ece cwr
 *            seq, ack-number, window (65535), urgent, reserved NUMBER
 *            mss NUMBER, nop, end, wscale NUMBER, sack-permitted, option HEX
 *                                                                in this order; zeros fill up
 * ICMP       type NUMBER (echo), code NUMBER, rest NUMBER        rest: the header's second half
 * data       len LENGTH | data HEX                               len: 00 01 02 and so on
 * </pre>
 *
 * <p>Numbers are decimal, or hex with {@code 0x}. HEX may have colons between its bytes.
 *
 * <p>The cases of {@code fixtures/packets}, line by line; a {@code #} starts a comment. What stands
 * below {@code setup} holds for all cases up to the next one, and a case may add to it.
 *
 * <pre>
 * setup
 *   port NAME mac MAC [mtu N] [down] [no-target]          attached; frames are redirected to it
 *   vlan NAME on DEVICE id VID [ad] [mac MAC] [mtu N] [down] [qos PCP:PCP,...]
 *   bridge NAME on DEVICE { and DEVICE } [mac MAC] [mtu N] [down] [filtering]
 *   macvlan NAME on DEVICE mac MAC [mtu N] [down]
 *   address ADDRESS/LENGTH dev DEVICE
 *   route PREFIX [via ADDRESS] dev DEVICE [mtu N]
 *   route blackhole|unreachable|prohibit PREFIX
 *   neighbour ADDRESS dev DEVICE mac MAC
 *   no-forwarding DEVICE                                  its forwarding sysctls are 0
 *   config DIRECTIVE                                      of module fast-path
 *
 * case NAME
 *   says SENTENCE
 *   in PORT PACKET                                        to the port's MAC if it says no other
 *   verdict pass | drop | redirect PORT
 *   counts COUNTER { COUNTER }                            each moves by one, and no other does
 *   out PACKET                                            of a redirect: from the port's MAC to
 *                                                         that of the only neighbour behind it
 * </pre>
 *
 * <p>A frame that passes or is dropped must be left as it came, byte for byte.
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
 *           header checksum is wrong                            PASS  pass_bad_header
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
 * 13  longer than 65535 bytes                                  PASS  pass_frag_needed
 *     the kernel's FIB, asked with the device of line 4:
 *       black hole                                              DROP  drop_unreachable
 *       unreachable, prohibited                                 PASS  pass_unreachable
 *       not forwarded, and the destination is this host         PASS  pass_local
 *       not forwarded otherwise                                 PASS  pass_no_route
 *       no neighbour                                            PASS  pass_no_neigh
 *       fragmentation needed                                    PASS  pass_frag_needed
 *       any other answer but success                            PASS  err_fib_other
 * 14  the device of the answer, down to the physical one with its tags, is no
 *     redirect target                                           PASS  pass_not_in_devmap
 * 15  the packet is longer than the MTU of a VLAN device or bridge
 *     on the way down, or the frame with its new tags is longer than the physical
 *     device's MTU + 14 + 4                                     PASS  pass_too_long
 * 16  TCP with SYN and a ceiling: mss_clamp_applied or mss_clamp_skipped
 * 17  TTL or hop limit less one, MACs, tags                     REDIRECT  fwd_ok
 * </pre>
 *
 * <p>Details of line 11: IPv4 {@code 0.0.0.0/8}, {@code 127.0.0.0/8}, {@code 169.254.0.0/16},
 * {@code 224.0.0.0/4} and {@code 255.255.255.255}; IPv6 {@code ::}, {@code ::1}, {@code
 * ::ffff:0:0/96}, {@code fe80::/10} and {@code ff00::/8}; source or destination.
 *
 * <p>Details of line 16: the ceiling is that of the longest prefix around the source, then around
 * the destination, each if it is for every egress, for the device that the route names or for the
 * port below it; then that of the route's device, then that of the port, then that of everything. A
 * segment counts whose TCP header is whole and within the packet; of its options the first eight
 * are looked at.
 *
 * <p>Details of line 17: the n-th egress tag from the outside takes PCP and DEI of the n-th ingress
 * tag, a tag with VID 0 included; without one they are 0. An egress device with a qos map has the
 * PCP mapped by it, and what the map does not name becomes 0.
 */
@NullMarked
package io.packetframe.packet;

import org.jspecify.annotations.NullMarked;
