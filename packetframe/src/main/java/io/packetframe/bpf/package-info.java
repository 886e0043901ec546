/**
 * Kernel objects: programs, maps and links that we own until they are closed, made from the values
 * of {@code spec}.
 *
 * <p>Each type is {@link AutoCloseable}; closing lets the kernel free the object. A refusal is a
 * {@link io.packetframe.bpf.BpfException} with the step, the errno and the verifier's log; what it
 * means is for the caller to say. None of the types is safe for use by several threads.
 */
@NullMarked
package io.packetframe.bpf;

import org.jspecify.annotations.NullMarked;
