/**
 * The Linux system-call interface, under the kernel's own names.
 *
 * <p>{@link io.packetframe.sys.linux.Syscalls} is the one seam: a method a system call, without
 * opinions. Each returns what the kernel returned: a value of at least 0, or a negated errno
 * ({@link io.packetframe.sys.linux.Errno}). What an errno means is decided where it is met, in
 * {@code bpf} and {@code probe}.
 *
 * <p>Memory shared with the kernel is a direct {@link java.nio.ByteBuffer} in native byte order,
 * made by {@link io.packetframe.sys.linux.NativeMemory}; the kernel reads and writes it in place.
 */
@NullMarked
package io.packetframe.sys.linux;

import org.jspecify.annotations.NullMarked;
