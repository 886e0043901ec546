package io.packetframe.host.linux;

import io.packetframe.host.Fact;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.NvmeSmartLog;
import io.packetframe.sys.linux.OpenFlags;
import io.packetframe.sys.linux.Syscalls;
import java.nio.ByteBuffer;

/** The SMART log as the kernel fetches it for root. */
final class SmartLogByIoctl implements SmartLogSource {
  private final Syscalls syscalls;

  SmartLogByIoctl(Syscalls syscalls) {
    this.syscalls = syscalls;
  }

  @Override
  public Fact<ByteBuffer> of(String controller) {
    String path = "/dev/" + controller;
    long opened =
        syscalls.open(NativeMemory.cString(path), OpenFlags.READ_ONLY | OpenFlags.CLOSE_ON_EXEC);
    if (Errno.isError(opened)) {
      return Fact.unknown(path + ": " + Errno.of(opened));
    }
    try (Fd device = new Fd(syscalls, opened)) {
      ByteBuffer log = NvmeSmartLog.memory();
      long answer = NvmeSmartLog.read(syscalls, device.number(), log);
      if (Errno.isError(answer)) {
        return Fact.unknown("the SMART log of " + path + ": " + Errno.of(answer));
      }
      return answer == 0
          ? Fact.known(log)
          : Fact.unknown(
              path + " refuses its SMART log with NVMe status 0x" + Long.toHexString(answer));
    }
  }
}
