package io.packetframe.bpf.link;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.KernelStruct;
import java.util.Optional;

/**
 * XDP programs on an interface: before the stack sees a frame. By link since Linux 5.9 (commit
 * aa8d3a716b59), by rtnetlink since 4.8. Both refuse with EBUSY where another program is attached.
 */
public final class Xdp {
  private static final int ATTACH_TYPE_XDP = 37;
  private static final int ATTR_SIZE = 16;

  private Xdp() {}

  /**
   * Attaches a program, by link where the kernel has it.
   *
   * @param interfaceIndex at least 1
   * @throws BpfException if the kernel or the driver refuses; EBUSY where another program is there
   */
  public static Link attach(Program program, int interfaceIndex, XdpMode mode) throws BpfException {
    try {
      return attachByLink(program, interfaceIndex, mode);
    } catch (BpfException e) {
      // What a kernel answers that does not know the command, or XDP as its attach type.
      if (!e.errno().equals(Errno.EINVAL)) {
        throw e;
      }
      return attachByNetlink(
          program, interfaceIndex, mode, Optional.of("XDP links (Linux 5.9): " + e.errno()));
    }
  }

  /**
   * Attaches a program by link and not otherwise: the kernel detaches it when the link goes.
   *
   * @param interfaceIndex at least 1
   * @throws BpfException if the kernel or the driver refuses; EBUSY where another program is there
   */
  public static KernelLink attachByLink(Program program, int interfaceIndex, XdpMode mode)
      throws BpfException {
    KernelStruct attr =
        new KernelStruct(ATTR_SIZE)
            .u32(0, program.fd().number())
            .u32(4, interfaceIndex)
            .u32(8, ATTACH_TYPE_XDP)
            .u32(12, mode.flag());
    return KernelLink.create(program.syscalls(), attr, hook(interfaceIndex, mode));
  }

  /**
   * Attaches a program by rtnetlink, as older kernels do: it stays when the process dies.
   *
   * @param interfaceIndex at least 1
   * @throws BpfException if the kernel or the driver refuses; EBUSY where another program is there
   */
  public static Link attachByNetlink(Program program, int interfaceIndex, XdpMode mode)
      throws BpfException {
    return attachByNetlink(program, interfaceIndex, mode, Optional.empty());
  }

  private static Link attachByNetlink(
      Program program, int interfaceIndex, XdpMode mode, Optional<String> remark)
      throws BpfException {
    return XdpNetlinkLink.attach(program, interfaceIndex, mode, remark);
  }

  static String hook(int interfaceIndex, XdpMode mode) {
    return "XDP (" + mode.word() + ") to interface " + interfaceIndex;
  }
}
