/**
 * Filters of classic BPF, the machine of 1992 that every BSD, macOS and Linux still run: written as
 * text, checked by the strictest of their rules, and run here too.
 *
 * <pre>
 * FilterProgram filter = Assembler.assemble("""
 *     ldh [12]
 *     jeq #0x800, yes, no
 *     yes: ret #96
 *     no:  ret #0
 *     """);
 * </pre>
 *
 * <p>{@link io.packetframe.monitor.filter.FilterProgram} holds only what every one of these kernels
 * takes and means alike. Source: McCanne and Jacobson, The BSD Packet Filter (USENIX 1993), and
 * bpf(4).
 */
@NullMarked
package io.packetframe.monitor.filter;

import org.jspecify.annotations.NullMarked;
