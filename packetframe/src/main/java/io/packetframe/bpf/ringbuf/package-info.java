/**
 * Ring buffers: records that programs write and we read, in the order in which they were reserved,
 * without a system call per record (Linux 5.8, commit 457f44363a88).
 *
 * <pre>
 * try (RingBuffer events = RingBuffer.open(map, record -&gt; count(record.getInt()))) {
 *   while (running) {
 *     events.poll(Duration.ofMillis(100));
 *   }
 * }
 * </pre>
 *
 * <p>One {@link io.packetframe.bpf.ringbuf.RingBuffer} may read several maps, in one wait. Any
 * thread may close or wake it; a record is handed over in the thread that polls.
 */
@NullMarked
package io.packetframe.bpf.ringbuf;

import org.jspecify.annotations.NullMarked;
