package io.packetframe.bpf;

import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.Syscalls;
import java.nio.ByteBuffer;

/** BPF_OBJ_GET_INFO_BY_FD, one for all kinds of objects. */
final class ObjectInfo {
  private ObjectInfo() {}

  /** Fills the memory and returns how many of its bytes this kernel knows. */
  static int read(Syscalls syscalls, Fd fd, ByteBuffer info, String what) throws BpfException {
    KernelStruct attr =
        new KernelStruct(16).u32(0, fd.number()).u32(4, info.capacity()).pointer(8, info);
    long answer = syscalls.bpf(BpfCommand.OBJ_GET_INFO_BY_FD, attr);
    if (Errno.isError(answer)) {
      throw new BpfException("read about " + what, Errno.of(answer));
    }
    return attr.u32(4);
  }

  /** Opens an object by its id. */
  static Fd open(Syscalls syscalls, BpfCommand command, int id, String what) throws BpfException {
    long answer = syscalls.bpf(command, new KernelStruct(12).u32(0, id));
    if (Errno.isError(answer)) {
      throw new BpfException("open " + what + " " + Integer.toUnsignedString(id), Errno.of(answer));
    }
    return new Fd(syscalls, answer);
  }
}
