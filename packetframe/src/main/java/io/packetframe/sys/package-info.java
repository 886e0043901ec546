/**
 * The ABI of each operating system, nothing else: {@code sys.linux}, and {@code sys.bsd} for the
 * BSDs and macOS, {@code sys.windows} for Windows. The only user of JNA.
 */
@NullMarked
package io.packetframe.sys;

import org.jspecify.annotations.NullMarked;
