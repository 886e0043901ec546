package io.packetframe.monitor.windows;

import io.packetframe.PacketFrameException;
import io.packetframe.sys.windows.EbpfApi;
import io.packetframe.sys.windows.EbpfAttributes;
import io.packetframe.sys.windows.EbpfResult;
import java.nio.ByteBuffer;

/** What the driver says of an object. */
final class ObjectInfo {
  private ObjectInfo() {}

  static ByteBuffer of(EbpfApi api, String what, int fd, int size) throws PacketFrameException {
    ByteBuffer info = EbpfAttributes.memory(size);
    int result = api.objectInfo(fd, info, EbpfAttributes.memory(Integer.BYTES).putInt(0, size));
    if (!EbpfResult.SUCCESS.isResult(result)) {
      throw new PacketFrameException("what " + what + " is: " + EbpfResult.text(result));
    }
    return info;
  }
}
