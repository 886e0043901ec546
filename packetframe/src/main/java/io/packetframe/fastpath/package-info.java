/**
 * The fast path as a module: what its maps hold, and from where.
 *
 * <p>The entries first, each as {@code bpf/src/include/shared.h} lays it out: {@code IngressKey},
 * {@code VlanEgress}, {@code EgressPort}, {@code SegmentLimit}, {@code FastPathConfig}; {@code
 * FastPathMap} says which map holds which. {@code HostMaps} makes the entries that follow from the
 * host out of a {@link io.packetframe.host.linux.NetworkState}, and asks nobody.
 *
 * <p>{@code PacketTrace} runs frames through a build of its own of the data path, which writes its
 * decisions down, beside the one that forwards or without one.
 */
@NullMarked
package io.packetframe.fastpath;

import org.jspecify.annotations.NullMarked;
