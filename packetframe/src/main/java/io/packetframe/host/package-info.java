/**
 * What a machine has, how it is set and how loaded it is.
 *
 * <p>{@link io.packetframe.host.HostPlatform} is the same on every operating system; {@link
 * io.packetframe.host.HostPlatforms} chooses who answers, one package for each system. Whatever a
 * system does not tell is a {@link io.packetframe.host.Fact} with the reason.
 */
@NullMarked
package io.packetframe.host;

import org.jspecify.annotations.NullMarked;
