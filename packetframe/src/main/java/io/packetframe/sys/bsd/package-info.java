/**
 * The device bpf(4) of FreeBSD, OpenBSD, NetBSD, macOS and DragonFly, under those kernels' own
 * names.
 *
 * <p>{@link io.packetframe.sys.bsd.BsdCalls} is the one seam: four calls of the C library. What
 * differs between the systems is a table, {@link io.packetframe.sys.bsd.BpfAbi}; the numbers of
 * requests are computed from it as those kernels' headers do.
 */
@NullMarked
package io.packetframe.sys.bsd;

import org.jspecify.annotations.NullMarked;
