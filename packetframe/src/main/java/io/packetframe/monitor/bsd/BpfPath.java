package io.packetframe.monitor.bsd;

import io.packetframe.PacketFrameException;
import io.packetframe.sys.bsd.BpfAbi;
import io.packetframe.sys.bsd.BsdCalls;
import io.packetframe.sys.bsd.BsdErrno;

/** Where the devices of bpf(4) are. */
final class BpfPath {
  private static final String ONE_FOR_ALL = "/dev/bpf";

  /** macOS makes more of them as they are used, up to debug.bpf_maxdevices: 256. */
  private static final int MOST_DEVICES = 256;

  private BpfPath() {}

  /** Opens a device and returns its descriptor. */
  static int open(BsdCalls calls, BpfAbi abi) throws PacketFrameException {
    if (!abi.hasNumberedDevices()) {
      return descriptor(ONE_FOR_ALL, calls.open(ONE_FOR_ALL));
    }
    for (int i = 0; i < MOST_DEVICES; i++) {
      String path = ONE_FOR_ALL + i;
      long answer = calls.open(path);
      if (!BsdErrno.EBUSY.isAnswer(answer)) {
        return descriptor(path, answer);
      }
    }
    throw new PacketFrameException(
        "all of " + ONE_FOR_ALL + "0 to " + ONE_FOR_ALL + (MOST_DEVICES - 1) + " are in use");
  }

  private static int descriptor(String path, long answer) throws PacketFrameException {
    if (answer >= 0) {
      return (int) answer;
    }
    String remedy =
        BsdErrno.EACCES.isAnswer(answer) || BsdErrno.EPERM.isAnswer(answer) ? "run as root" : null;
    throw new PacketFrameException(path + ": " + BsdErrno.text(answer), remedy, null);
  }
}
