package io.packetframe.bpf.ringbuf;

import static io.packetframe.sys.linux.ScriptedSyscalls.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.BpfMap;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.PageSize;
import io.packetframe.sys.linux.ScriptedSyscalls;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What we make of the memory of a ring buffer, and of refusals, without a kernel. */
class RingBufferTest {
  private static final PageSize PAGE = new PageSize(4096);
  private static final int SIZE = 4096;
  private static final int BUSY = 1 << 31;
  private static final int DISCARDED = 1 << 30;

  private final ScriptedSyscalls kernel = new ScriptedSyscalls();
  private final List<Integer> lengths = new ArrayList<>();

  @AfterEach
  void nothingStaysOpen() {
    assertThat(kernel.openDescriptors()).isEmpty();
    assertThat(kernel.mappings()).isEmpty();
  }

  @Test
  void aBusyRecordHoldsUpThoseBehindItAndADiscardedOneIsPassedOver() throws BpfException {
    try (BpfMap map = map(SIZE);
        RingBuffer buffer = open(map)) {
      // Headers at 0 (8 bytes long), 16 (discarded, 4), 32 (busy, 8), 48 (3).
      header(0, 8);
      header(16, DISCARDED | 4);
      header(32, BUSY | 8);
      header(48, 3);
      producerAt(64);
      assertThat(buffer.consume()).isEqualTo(1);
      assertThat(ours().getLong(0)).isEqualTo(32);
      header(32, 8);
      assertThat(buffer.consume()).isEqualTo(2);
      assertThat(lengths).containsExactly(8, 8, 3);
      assertThat(ours().getLong(0)).isEqualTo(64);
    }
  }

  @Test
  void theLongestRecordFillsTheRingAndOneByteMoreIsRefused() throws BpfException {
    try (BpfMap map = map(SIZE);
        RingBuffer buffer = open(map)) {
      header(0, SIZE - 8);
      producerAt(SIZE);
      assertThat(buffer.consume()).isEqualTo(1);
      assertThat(lengths).containsExactly(SIZE - 8);
      header(0, SIZE - 7);
      producerAt(2 * SIZE);
      assertThatThrownBy(buffer::consume)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("a record of 4089 bytes in a ring buffer of 4096");
    }
  }

  @Test
  void everyStepThatIsRefusedNamesItselfAndLeaksNothing() throws BpfException {
    try (BpfMap map = map(SIZE)) {
      kernel.onMmap(_ -> refusal(Errno.EPERM));
      assertThatThrownBy(() -> open(map).close())
          .hasMessage("mmap 4096 bytes of RINGBUF map pf_ring: EPERM (operation not permitted)");
      kernel.onMmap(length -> length == PAGE.bytes() ? 0 : refusal(Errno.ENOMEM));
      assertThatThrownBy(() -> open(map).close())
          .hasMessage("mmap 12288 bytes of RINGBUF map pf_ring: ENOMEM (out of memory)");
      assertThat(kernel.openDescriptors()).hasSize(1);
    }
  }

  @Test
  void aRingThatAJavaBufferCannotHoldIsRefused() throws BpfException {
    try (BpfMap map = map(1 << 30)) {
      assertThatThrownBy(() -> open(map).close())
          .hasMessage("RINGBUF map pf_ring has 1073741824 bytes; read are at most 2^29");
    }
  }

  @Test
  void theSizeOfAPageIsReadFromTheAuxiliaryVector() {
    ByteBuffer vector = ByteBuffer.allocate(48).order(ByteOrder.nativeOrder());
    vector.putLong(3).putLong(1).putLong(6).putLong(65536);
    assertThat(PageSize.parse(vector.array())).isEqualTo(new PageSize(65536));
    assertThatThrownBy(() -> PageSize.parse(new byte[33])).hasMessage("no AT_PAGESZ");
    vector.putLong(24, 4097);
    assertThatThrownBy(() -> PageSize.parse(vector.array()))
        .hasMessage("not the size of a page: 4097");
  }

  private RingBuffer open(BpfMap map) throws BpfException {
    return RingBuffer.open(map, record -> lengths.add(record.remaining()), PAGE);
  }

  private BpfMap map(int size) throws BpfException {
    return BpfMap.create(kernel, new MapSpec("pf_ring", MapType.RINGBUF, 0, 0, size, 0));
  }

  private ByteBuffer ours() {
    return mapping(PAGE.bytes());
  }

  private void header(int offset, int value) {
    mapping(PAGE.bytes() + 2 * SIZE).putInt(PAGE.bytes() + offset, value);
  }

  private void producerAt(long position) {
    mapping(PAGE.bytes() + 2 * SIZE).putLong(0, position);
  }

  private ByteBuffer mapping(int length) {
    return kernel.mappings().stream()
        .filter(memory -> memory.capacity() == length)
        .findFirst()
        .orElseThrow();
  }
}
