package io.packetframe.bpf.link;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.KernelStruct;
import java.util.Optional;

/**
 * Programs of type SCHED_CLS on an interface: by TCX (Linux 6.6, commit e420bed02507), several in
 * an order that they choose, else as a filter of the clsact qdisc (Linux 4.5, commit 1f211a1b929c).
 *
 * <p>A program says what becomes of the frame (TC_ACT_*): TCX goes on to the next program only for
 * TCX_NEXT (-1), which clsact takes as "go on" too.
 */
public final class Tc {
  private static final int ATTR_SIZE = 32;

  private Tc() {}

  /**
   * Attaches a program after those that are there, by TCX where the kernel has it.
   *
   * @param interfaceIndex at least 1
   * @throws BpfException if the kernel refuses
   */
  public static Link attach(Program program, int interfaceIndex, TcDirection direction)
      throws BpfException {
    try {
      return attachByTcx(program, interfaceIndex, direction, TcxPlace.last());
    } catch (BpfException e) {
      // What a kernel answers that does not know the attach type, the flags or the command.
      if (!e.errno().equals(Errno.EINVAL) && !e.errno().equals(Errno.E2BIG)) {
        throw e;
      }
      return ClsactLink.attach(
          program, interfaceIndex, direction, Optional.of("TCX (Linux 6.6): " + e.errno()));
    }
  }

  /**
   * Attaches a program by TCX and not otherwise, at a place of the caller's.
   *
   * @param interfaceIndex at least 1
   * @throws BpfException if the kernel refuses: EINVAL where it has no TCX; ENOENT where the
   *     program that the place names is not attached there; EEXIST where this one is
   */
  public static KernelLink attachByTcx(
      Program program, int interfaceIndex, TcDirection direction, TcxPlace place)
      throws BpfException {
    KernelStruct attr =
        new KernelStruct(ATTR_SIZE)
            .u32(0, program.fd().number())
            .u32(4, interfaceIndex)
            .u32(8, direction.attachType())
            .u32(12, place.flags())
            .u32(16, place.relativeDescriptor());
    return KernelLink.create(
        program.syscalls(), attr, "TCX " + direction.word() + " to interface " + interfaceIndex);
  }

  /**
   * Attaches a program as a clsact filter, as older kernels do: it stays when the process dies. The
   * qdisc is made where it is missing, and goes with our filter if nobody else has one in it.
   *
   * @param interfaceIndex at least 1
   * @throws BpfException if the kernel refuses
   */
  public static Link attachByClsact(Program program, int interfaceIndex, TcDirection direction)
      throws BpfException {
    return ClsactLink.attach(program, interfaceIndex, direction, Optional.empty());
  }
}
