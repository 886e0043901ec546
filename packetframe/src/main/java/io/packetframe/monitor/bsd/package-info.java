/**
 * Monitors on the BSDs and macOS: filters of classic BPF on devices of bpf(4), and the frames that
 * come through them. {@link io.packetframe.monitor.bsd.BsdMonitors} starts them.
 */
@NullMarked
package io.packetframe.monitor.bsd;

import org.jspecify.annotations.NullMarked;
