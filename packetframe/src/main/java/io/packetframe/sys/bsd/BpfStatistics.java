package io.packetframe.sys.bsd;

import java.nio.ByteBuffer;

/**
 * struct bpf_stat of a device.
 *
 * @param received frames that the filter was shown
 * @param dropped frames that the filter took and the buffer had no room for
 * @param width bits of each before it begins anew: 32 or 64
 */
public record BpfStatistics(long received, long dropped, int width) {
  /** Reads what BIOCGSTATS has written. */
  public static BpfStatistics of(BpfAbi abi, ByteBuffer memory) {
    return switch (abi) {
      case NETBSD -> new BpfStatistics(memory.getLong(0), memory.getLong(8), Long.SIZE);
      case FREEBSD, OPENBSD, MACOS, DRAGONFLY ->
          new BpfStatistics(
              Integer.toUnsignedLong(memory.getInt(0)),
              Integer.toUnsignedLong(memory.getInt(4)),
              Integer.SIZE);
    };
  }
}
