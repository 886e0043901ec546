/**
 * Kernels: which ones we know, which exact packages they are, and their files on this machine.
 *
 * <pre>
 * Catalogue   qemu-images/kernels.json        what a line of kernels is called and where it comes from;
 *                                             user lands for guests of a foreign architecture
 * KernelLock  qemu-images/kernels.lock.json   package, version, sha256, size: what was accepted
 * Apt         the archive, through apt with a root of its own; the host's apt is only read
 * KernelStore cache on disk, content verified each time it is used, shared by any number of runs
 * </pre>
 *
 * <p>A kernel of exactly the locked packages is {@code locked}; anything else is {@code unlocked},
 * is said first in every report, and is never accepted as a baseline.
 */
@NullMarked
package io.packetframe.verifier.kernel;

import org.jspecify.annotations.NullMarked;
