package io.packetframe.bpf;

import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.Syscalls;
import java.nio.ByteBuffer;

/**
 * What the kernel tells about a loaded program ({@code struct bpf_prog_info}).
 *
 * @param id as the kernel numbers it
 * @param name at most 15 bytes, may be empty
 * @param createdByUid who loaded it
 */
public record ProgramInfo(int id, String name, long createdByUid) {
  /** Up to and with the name, which every kernel we support fills. */
  private static final int INFO_SIZE = 80;

  /**
   * Asks about the program with that id (needs CAP_SYS_ADMIN).
   *
   * @throws BpfException if the kernel refuses; ENOENT where the program is gone
   */
  public static ProgramInfo of(Syscalls syscalls, int id) throws BpfException {
    long answer = syscalls.bpf(BpfCommand.PROG_GET_FD_BY_ID, new KernelStruct(12).u32(0, id));
    if (Errno.isError(answer)) {
      throw new BpfException("open program " + id, Errno.of(answer));
    }
    try (Fd fd = new Fd(syscalls, answer)) {
      ByteBuffer info = NativeMemory.allocate(INFO_SIZE);
      KernelStruct attr =
          new KernelStruct(16).u32(0, fd.number()).u32(4, INFO_SIZE).pointer(8, info);
      answer = syscalls.bpf(BpfCommand.OBJ_GET_INFO_BY_FD, attr);
      if (Errno.isError(answer)) {
        throw new BpfException("read about program " + id, Errno.of(answer));
      }
      return new ProgramInfo(
          id, NativeMemory.text(info, 64, 16), Integer.toUnsignedLong(info.getInt(48)));
    }
  }
}
