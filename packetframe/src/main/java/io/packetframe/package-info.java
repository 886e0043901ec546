/**
 * PacketFrame: forwards listed prefixes past conntrack with XDP and proves on real kernels that it
 * is safe.
 *
 * <p>The packages, in dependency order; each may import only what stands above it, as {@code
 * ArchitectureTest} says in detail:
 *
 * <ul>
 *   <li>{@code net}: values of the network engineer: prefixes, interface names, addresses
 *   <li>{@code config}: text to {@code Config} or problems with their positions
 *   <li>{@code packet}: packets as text and bytes, and the data path as a model
 *   <li>{@code spec}: what we would like the kernel to hold: instructions, programs, maps, types
 *   <li>{@code btf}: types of objects and kernels: read, written, fitted to a kernel, compared
 *   <li>{@code elf}: object files to {@code spec}, without asking a kernel
 *   <li>{@code lint}: what older kernels would refuse in an object, without asking one
 *   <li>{@code sys}: the kernel's ABI and the only door to it
 *   <li>{@code host}: what a machine has and how it is set, from {@code /proc} and {@code /sys}
 *   <li>{@code bpf}: kernel objects: load, create, attach, and who owns them
 *   <li>{@code probe}: what this host can do, one class a capability
 *   <li>{@code record}: feasibility and acceptance records: model and JSON
 *   <li>{@code module}: what the daemon asks of whatever handles packets
 *   <li>{@code fastpath}: what the maps of the data path hold, and its life: loaded, filled,
 *       pinned, attached, changed, taken away
 *   <li>{@code monitor}: measurements by programs in the kernel, behind one interface on every
 *       system
 *   <li>{@code daemon}: the life of {@code run}: its files, signals, reloads and metrics
 *   <li>{@code cli}: commands; the only package that prints or exits
 * </ul>
 */
@NullMarked
package io.packetframe;

import org.jspecify.annotations.NullMarked;
