package io.packetframe.bpf;

import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.Syscalls;
import java.nio.ByteBuffer;

/** The descriptor of a module's types, which the kernel finds by id alone (CAP_SYS_ADMIN). */
final class ModuleBtf {
  /** {@code struct bpf_btf_info} since Linux 5.11. */
  private static final int INFO_SIZE = 32;

  private static final int NAME = 16;
  private static final int NAME_LENGTH = 24;
  private static final int OF_KERNEL = 28;

  /** MODULE_NAME_LEN. */
  private static final int MAX_NAME = 64;

  private ModuleBtf() {}

  static Fd open(Syscalls syscalls, String module) throws BpfException {
    int id = 0;
    while (true) {
      KernelStruct attr = new KernelStruct(12).u32(0, id);
      long answer = syscalls.bpf(BpfCommand.BTF_GET_NEXT_ID, attr);
      if (Errno.isError(answer)) {
        throw new BpfException("open the types of module " + module, Errno.of(answer));
      }
      id = attr.u32(4);
      long descriptor = syscalls.bpf(BpfCommand.BTF_GET_FD_BY_ID, new KernelStruct(12).u32(0, id));
      if (Errno.isError(descriptor)) {
        if (Errno.of(descriptor).equals(Errno.ENOENT)) {
          // Freed between the two calls.
          continue;
        }
        throw new BpfException("open the types of module " + module, Errno.of(descriptor));
      }
      Fd types = new Fd(syscalls, descriptor);
      if (isOf(syscalls, types, module)) {
        return types;
      }
      types.close();
    }
  }

  private static boolean isOf(Syscalls syscalls, Fd types, String module) throws BpfException {
    ByteBuffer name = NativeMemory.allocate(MAX_NAME);
    ByteBuffer info = NativeMemory.allocate(INFO_SIZE);
    info.putLong(NAME, NativeMemory.address(name)).putInt(NAME_LENGTH, MAX_NAME);
    try {
      int known = ObjectInfo.read(syscalls, types, info, "types");
      return known >= INFO_SIZE
          && info.getInt(OF_KERNEL) != 0
          && NativeMemory.text(name, 0, MAX_NAME).equals(module);
    } catch (BpfException e) {
      types.close();
      throw e;
    }
  }
}
