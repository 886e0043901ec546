/**
 * Kernel objects: programs, maps and links that we own until they are closed, made from the values
 * of {@code spec}.
 *
 * <pre>
 * BpfMap   create, openById, openPinned | info, pin, freeze | view or perCpuView -> MapView
 * MapView  lookup, update, delete, keys, entries, updateAll, deleteAll over a Codec of keys and one of values
 * Program  load, openById, openPinned   | info, pin, testRun(TestRun) -> TestRunResult
 * BpfLink  openById, openPinned         | info, update, replace, detach, pin; made by the hooks of {@code link}
 * Pins     remove
 * KernelTypes  kernel, modules (for CO-RE), target of a program's section
 * </pre>
 *
 * <p>Each type is {@link AutoCloseable}; closing lets the kernel free the object. A refusal is a
 * {@link io.packetframe.bpf.BpfException} with the step, the errno and the verifier's log; what it
 * means is for the caller to say. What the kernel lacks is a {@link
 * io.packetframe.bpf.NotSupportedException}, decided by its answers and never by its version. None
 * of the types is safe for use by several threads.
 */
@NullMarked
package io.packetframe.bpf;

import org.jspecify.annotations.NullMarked;
