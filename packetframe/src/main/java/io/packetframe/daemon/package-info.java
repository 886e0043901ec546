/**
 * The daemon around a module: its files, its signals, its loop. It knows the fast path only as a
 * {@link io.packetframe.module.Module}.
 *
 * <p>{@code Daemon} is the life of {@code run}. {@code StateDirectory} writes all files, whole or
 * not at all and never through a symbolic link; {@code Presence} says from them whether a daemon
 * lives. What is in the kernel outlives the daemon, so a file never says that something is there:
 * it says what was going to be done, before it was done, and {@code detach} believes the kernel.
 */
@NullMarked
package io.packetframe.daemon;

import org.jspecify.annotations.NullMarked;
