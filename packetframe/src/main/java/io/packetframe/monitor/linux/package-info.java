/**
 * Monitors on Linux: BPF programs of {@code bpf/src/monitor_*.bpf.c}, and the values that they keep
 * for each processor. {@link io.packetframe.monitor.linux.LinuxMonitors} starts them.
 */
@NullMarked
package io.packetframe.monitor.linux;

import org.jspecify.annotations.NullMarked;
