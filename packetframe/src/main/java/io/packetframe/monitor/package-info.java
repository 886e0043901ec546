/**
 * Measurements by programs in the kernel, behind one interface on every system: load a source,
 * attach it, read, unload.
 *
 * <pre>
 * try (Monitor monitor = platform.load(source)) {
 *   monitor.attach(new Target.RawTracepoint("sched_switch"));
 *   Readout now = monitor.read();
 * }    // unloaded: nothing is left in the kernel
 * </pre>
 *
 * <p>What works on this very host is found by trying: {@link
 * io.packetframe.monitor.MonitorPlatform#support}. Ready monitors of processors, network and memory
 * are made by the platform of each system, e.g. {@code monitor.linux}.
 *
 * <p>All values are 64 bits without a sign, in a {@code long}: print them with {@link
 * java.lang.Long#toUnsignedString(long)}, and subtract one reading from the next as they are, which
 * is right across the overflow too.
 */
@NullMarked
package io.packetframe.monitor;

import org.jspecify.annotations.NullMarked;
