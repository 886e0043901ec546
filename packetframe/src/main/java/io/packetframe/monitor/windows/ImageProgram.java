package io.packetframe.monitor.windows;

import io.packetframe.PacketFrameException;
import io.packetframe.sys.windows.EbpfApi;
import io.packetframe.sys.windows.EbpfProgramInfo;
import io.packetframe.sys.windows.Guid;

/** A program of a native image. */
record ImageProgram(int fd, EbpfProgramInfo info) {
  static ImageProgram of(EbpfApi api, int fd) throws PacketFrameException {
    return new ImageProgram(
        fd, EbpfProgramInfo.of(ObjectInfo.of(api, "a program", fd, EbpfProgramInfo.SIZE)));
  }

  boolean takesAnyHookOf(Hook hook) {
    return info.attachType().equals(Guid.NONE) && info.type() == hook.type().programType().number();
  }
}
