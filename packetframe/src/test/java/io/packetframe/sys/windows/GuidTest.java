package io.packetframe.sys.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class GuidTest {
  /** As a compiler for Windows lays out {0xb9707e04, 0x8127, 0x4c72, {0x83, 0x3e, ...}}. */
  @Test
  void theFirstThreeNumbersAreLittleEndian() {
    byte[] bytes = EbpfAttachType.BIND.guid().bytes();
    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("047e70b92781724c833e05b1fb439496");
  }

  @Test
  void memoryAndTextAreTheSame() {
    for (EbpfAttachType type : EbpfAttachType.values()) {
      ByteBuffer memory = ByteBuffer.allocate(20).put(4, type.guid().bytes());
      assertThat(Guid.of(memory, 4)).isEqualTo(type.guid());
    }
    Guid signs = Guid.parse("ffffffff-fffe-fffd-fffc-fffbfffafff9");
    assertThat(Guid.of(ByteBuffer.wrap(signs.bytes()), 0)).isEqualTo(signs);
  }
}
