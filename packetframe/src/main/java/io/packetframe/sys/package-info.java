/**
 * The ABI of each operating system, nothing else: {@code sys.linux} today. The only user of JNA.
 */
@NullMarked
package io.packetframe.sys;

import org.jspecify.annotations.NullMarked;
