package io.packetframe.sys.linux;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * A controller's log page 02h, "SMART / Health Information": {@code struct nvme_passthru_cmd}
 * (include/uapi/linux/nvme_ioctl.h) asks for it, {@code struct nvme_smart_log}
 * (include/linux/nvme.h, 512 bytes, little-endian) is the answer.
 */
public final class NvmeSmartLog {
  /** NVME_IOCTL_ADMIN_CMD: {@code _IOWR('N', 0x41, struct nvme_passthru_cmd)}. */
  private static final int ADMIN_COMMAND = 0xc0484e41;

  private static final int COMMAND_BYTES = 72;
  private static final int LOG_BYTES = 512;
  private static final int GET_LOG_PAGE = 0x02;
  private static final int SMART = 0x02;

  /** Of the controller as a whole. */
  private static final int ALL_NAMESPACES = -1;

  private static final int OPCODE = 0;
  private static final int NAMESPACE = 4;
  private static final int ADDRESS = 24;
  private static final int DATA_LENGTH = 36;
  private static final int CDW10 = 40;

  private NvmeSmartLog() {}

  /** Returns memory for a log. */
  public static ByteBuffer memory() {
    return NativeMemory.allocate(LOG_BYTES);
  }

  /**
   * Asks a controller; waits as long as the kernel does, which is 60 s by default. No shorter limit
   * is set: the kernel resets a controller that does not meet it.
   *
   * @param fd the controller, {@code /dev/nvme0}
   * @return 0, a negated {@link Errno}, or the status that the controller refused with
   */
  public static long read(Syscalls syscalls, int fd, ByteBuffer memory) {
    KernelStruct command =
        new KernelStruct(COMMAND_BYTES)
            .bytes(OPCODE, new byte[] {GET_LOG_PAGE})
            .u32(NAMESPACE, ALL_NAMESPACES)
            .pointer(ADDRESS, memory)
            .u32(DATA_LENGTH, LOG_BYTES)
            // The length counts words of 4 bytes, from 0.
            .u32(CDW10, (LOG_BYTES / 4 - 1) << 16 | SMART);
    return syscalls.ioctl(fd, ADMIN_COMMAND, command);
  }

  /** Returns the bits of what the controller warns of. */
  public static int warnings(ByteBuffer memory) {
    return Byte.toUnsignedInt(memory.get(0));
  }

  /** Returns the temperature in kelvin; 0 where the controller tells none. */
  public static int kelvin(ByteBuffer memory) {
    return Byte.toUnsignedInt(memory.get(1)) | Byte.toUnsignedInt(memory.get(2)) << 8;
  }

  /** Returns how much of the spare blocks is left, in percent. */
  public static int sparePercent(ByteBuffer memory) {
    return Byte.toUnsignedInt(memory.get(3));
  }

  /** Returns how much of its life the maker says is used, in percent: may be above 100. */
  public static int usedPercent(ByteBuffer memory) {
    return Byte.toUnsignedInt(memory.get(5));
  }

  /** Returns how often data could not be read or checked. */
  public static BigInteger mediaErrors(ByteBuffer memory) {
    byte[] bytes = new byte[16];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = memory.get(160 + bytes.length - 1 - i);
    }
    return new BigInteger(1, bytes);
  }
}
