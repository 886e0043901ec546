/**
 * What the daemon asks of a module, so that it need not know the fast path: the kernel's objects,
 * made and filled before anything is attached, and changed without detaching.
 *
 * <p>A module is driven by one thread.
 */
@NullMarked
package io.packetframe.module;

import org.jspecify.annotations.NullMarked;
