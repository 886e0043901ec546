/**
 * The fast path between hosts that speak for themselves: two network namespaces with stacks of
 * their own, and a router between them.
 *
 * <pre>
 *   client          router             server
 *   far ========== lan   wan ========== far
 *   10.1.0.2        .1   .1             10.2.0.2
 *   2001:db8:1::2   ::1  ::1            2001:db8:2::2
 * </pre>
 *
 * <p>The addresses are on the ports themselves or on VLAN devices above them, as the {@link
 * io.packetframe.peers.Cabling} says. Only the server's prefixes are listed: there and back, one
 * end of each packet is in them.
 */
@NullMarked
package io.packetframe.peers;

import org.jspecify.annotations.NullMarked;
