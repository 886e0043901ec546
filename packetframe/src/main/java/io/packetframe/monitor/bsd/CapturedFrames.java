package io.packetframe.monitor.bsd;

import io.packetframe.PacketFrameException;
import io.packetframe.sys.bsd.BpfRecordLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Takes apart what a read of a device has brought. */
final class CapturedFrames {
  private CapturedFrames() {}

  /**
   * Returns the frames in their order.
   *
   * @param content all of its capacity, and no more, is what was read
   * @throws PacketFrameException if it is no row of records, with the place
   */
  static List<CapturedFrame> in(BpfRecordLayout layout, ByteBuffer content)
      throws PacketFrameException {
    ByteBuffer memory = content.duplicate().order(ByteOrder.nativeOrder());
    List<CapturedFrame> frames = new ArrayList<>();
    long at = 0;
    while (at < memory.capacity()) {
      if (memory.capacity() - at < layout.smallestHeader()) {
        throw broken(at, "is cut off after " + (memory.capacity() - at) + " bytes");
      }
      int start = (int) at;
      long captured = Integer.toUnsignedLong(memory.getInt(start + layout.capturedOffset()));
      long length = Integer.toUnsignedLong(memory.getInt(start + layout.lengthOffset()));
      int header = Short.toUnsignedInt(memory.getShort(start + layout.headerLengthOffset()));
      if (header < layout.smallestHeader()) {
        throw broken(at, "has a header of " + header + " bytes");
      }
      if (captured > length) {
        throw broken(at, "has " + captured + " bytes of a frame of " + length);
      }
      if (captured > memory.capacity() - at - header) {
        throw broken(at, "has " + captured + " bytes, and the buffer ends before");
      }
      byte[] bytes = new byte[(int) captured];
      memory.get(start + header, bytes);
      frames.add(new CapturedFrame(bytes, length));
      at += layout.align(header + (int) captured);
    }
    return frames;
  }

  private static PacketFrameException broken(long at, String fault) {
    return new PacketFrameException("what bpf(4) captured: the record at byte " + at + " " + fault);
  }
}
