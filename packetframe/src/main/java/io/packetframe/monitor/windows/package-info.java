/**
 * Monitors by eBPF for Windows: native images that a caller brings, attached to its hooks. {@link
 * io.packetframe.monitor.windows.WindowsMonitors} starts them.
 */
@NullMarked
package io.packetframe.monitor.windows;

import org.jspecify.annotations.NullMarked;
