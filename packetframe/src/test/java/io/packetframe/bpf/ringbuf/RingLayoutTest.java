package io.packetframe.bpf.ringbuf;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.bpf.BpfMap;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.sys.linux.PageSize;
import io.packetframe.sys.linux.ScriptedSyscalls;
import io.packetframe.testing.KernelLayout;
import io.packetframe.testing.KernelTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The memory of a ring buffer, against the running kernel's own structures for it. */
@KernelTest
class RingLayoutTest {
  private final ScriptedSyscalls kernel = new ScriptedSyscalls();

  @Test
  void recordsAndPositions() throws Exception {
    KernelLayout layout = KernelLayout.ofThisKernel();
    PageSize page = PageSize.ofThisHost();
    int consumer = layout.field("bpf_ringbuf", "consumer_pos").orElseThrow().offset();
    int producer = layout.field("bpf_ringbuf", "producer_pos").orElseThrow().offset();
    int data = layout.field("bpf_ringbuf", "data").orElseThrow().offset();
    // The mapping begins with the page of our position, which is the first that is mapped.
    assertThat(producer - consumer).isEqualTo(page.bytes());
    assertThat(data - producer).isEqualTo(page.bytes());
    int header = layout.size("bpf_ringbuf_hdr").orElseThrow();
    int length = layout.field("bpf_ringbuf_hdr", "len").orElseThrow().offset();
    int discarded = layout.constant("BPF_RINGBUF_DISCARD_BIT").orElseThrow().intValue();
    int busy = layout.constant("BPF_RINGBUF_BUSY_BIT").orElseThrow().intValue();
    assertThat(layout.constant("BPF_RINGBUF_HDR_SZ")).hasValue((long) header);
    List<Integer> lengths = new ArrayList<>();
    try (BpfMap map =
            BpfMap.create(kernel, new MapSpec("ring", MapType.RINGBUF, 0, 0, page.bytes(), 0));
        RingBuffer buffer = RingBuffer.open(map, record -> lengths.add(record.remaining()))) {
      ByteBuffer theirs = kernel.mappings().get(1).order(ByteOrder.nativeOrder());
      if (theirs.capacity() == page.bytes()) {
        theirs = kernel.mappings().get(0).order(ByteOrder.nativeOrder());
      }
      int first = data - producer;
      theirs.putInt(first + length, 8);
      theirs.putInt(first + header + 8 + length, discarded | 8);
      theirs.putInt(first + 2 * (header + 8) + length, 16);
      theirs.putInt(first + 3 * (header + 8) + 8 + length, busy | 8);
      theirs.putLong(0, 4L * (header + 8) + 8);
      assertThat(buffer.consume()).isEqualTo(2);
      assertThat(lengths).containsExactly(8, 16);
    }
  }
}
