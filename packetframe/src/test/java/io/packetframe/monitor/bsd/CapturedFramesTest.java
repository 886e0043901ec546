package io.packetframe.monitor.bsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.sys.bsd.BpfAbi;
import io.packetframe.sys.bsd.BpfRecordLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CapturedFramesTest {

  /** A buffer of one record whose frame has three bytes, and a byte of 7 everywhere else. */
  private static ByteBuffer record(BpfRecordLayout layout, int header, int captured, int length) {
    ByteBuffer memory = ByteBuffer.allocate(header + 3).order(ByteOrder.nativeOrder());
    for (int i = 0; i < memory.capacity(); i++) {
      memory.put(i, (byte) 7);
    }
    memory.putInt(layout.capturedOffset(), captured);
    memory.putInt(layout.lengthOffset(), length);
    return memory.putShort(layout.headerLengthOffset(), (short) header);
  }

  @ParameterizedTest
  @EnumSource
  void theNextRecordBeginsAtTheSystemsAlignment(BpfAbi abi) throws Exception {
    BpfRecordLayout layout = abi.records();
    ByteBuffer one = record(layout, layout.size(), 3, 1500);
    ByteBuffer two = ByteBuffer.allocate(layout.align(one.capacity()) + one.capacity());
    two.put(0, one, 0, one.capacity());
    two.put(layout.align(one.capacity()), one, 0, one.capacity());
    assertThat(CapturedFrames.in(layout, two))
        .hasSize(2)
        .allSatisfy(
            frame -> {
              assertThat(frame.bytes()).containsExactly(7, 7, 7);
              assertThat(frame.length()).isEqualTo(1500);
            });
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNoRecordIsRefusedWithItsPlace(BpfAbi abi) {
    BpfRecordLayout layout = abi.records();
    int header = layout.size();
    String place = "what bpf(4) captured: the record at byte 0 ";
    assertThatThrownBy(() -> CapturedFrames.in(layout, ByteBuffer.allocate(9)))
        .hasMessage(place + "is cut off after 9 bytes");
    assertThatThrownBy(() -> CapturedFrames.in(layout, record(layout, header, 4, 60)))
        .hasMessage(place + "has 4 bytes, and the buffer ends before");
    assertThatThrownBy(() -> CapturedFrames.in(layout, record(layout, header, -1, -1)))
        .hasMessage(place + "has 4294967295 bytes, and the buffer ends before");
    assertThatThrownBy(() -> CapturedFrames.in(layout, record(layout, header, 3, 2)))
        .hasMessage(place + "has 3 bytes of a frame of 2");
    ByteBuffer noHeader = record(layout, header, 3, 60);
    noHeader.putShort(layout.headerLengthOffset(), (short) 0);
    assertThatThrownBy(() -> CapturedFrames.in(layout, noHeader))
        .hasMessage(place + "has a header of 0 bytes");
  }
}
