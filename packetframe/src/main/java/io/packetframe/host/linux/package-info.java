/**
 * What a Linux host says about itself in {@code /proc}, {@code /sys} and {@code /boot}.
 *
 * <p>Every reader comes in two parts: {@code parse} is pure and takes text, {@code read} fetches
 * that text through {@link io.packetframe.host.linux.HostFiles}, whose root a test may choose. A
 * read never throws for what it finds: it ends in a {@link io.packetframe.host.linux.Reading},
 * which is {@code Present}, {@code Absent} or {@code Unreadable}. It never blocks either, and never
 * takes more than a bounded number of bytes, because some of these paths are open to others.
 *
 * <p>{@code HostFiles} and {@code Reading} first; then the kernel ({@code KernelRelease}, {@code
 * KernelConfiguration}, {@code Sysctl}, {@code Lockdown}), this process ({@code ProcessPrivileges},
 * {@code MountTable}), the network ({@code NetworkInterfaces}, {@code DriverGate}) and the others
 * ({@code BpfObjectHolders}).
 */
@NullMarked
package io.packetframe.host.linux;

import org.jspecify.annotations.NullMarked;
