package io.packetframe.sys.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NativeMemoryTest {
  /** More than a chunk holds, of sizes that leave rests in it, and one larger than any piece. */
  private static final List<Integer> SIZES = List.of(0, 1, 7, 28, 144, 2048, 2049, 5000, 16385);

  @Test
  void isItsOwnZeroedAndInNativeOrder() {
    List<ByteBuffer> all = new ArrayList<>();
    for (int round = 0; round < 30; round++) {
      for (int size : SIZES) {
        ByteBuffer memory = NativeMemory.allocate(size);
        assertThat(memory.capacity()).isEqualTo(size);
        assertThat(memory.isDirect()).isTrue();
        assertThat(memory.order()).isEqualTo(ByteOrder.nativeOrder());
        assertThat(NativeMemory.address(memory) % Long.BYTES).as("alignment").isZero();
        // Zero although all that were handed out before are full of something else.
        for (int i = 0; i < size; i++) {
          if (memory.get(i) != 0) {
            throw new AssertionError("byte " + i + " of " + size + " is not zero");
          }
          memory.put(i, (byte) (all.size() + 1));
        }
        all.add(memory);
      }
    }
    for (int number = 0; number < all.size(); number++) {
      ByteBuffer memory = all.get(number);
      for (int i = 0; i < memory.capacity(); i++) {
        assertThat(memory.get(i)).isEqualTo((byte) (number + 1));
      }
    }
  }
}
