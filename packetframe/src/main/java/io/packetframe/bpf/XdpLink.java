package io.packetframe.bpf;

import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.Syscalls;

/**
 * An XDP program on an interface, through a BPF link (Linux 5.9, commit aa8d3a716b59): the kernel
 * refuses to replace a program that is there already, and detaches ours when the link goes.
 */
public final class XdpLink implements AutoCloseable {
  private static final int ATTACH_TYPE_XDP = 37;
  private static final int ATTR_SIZE = 16;

  private final Syscalls syscalls;
  private final Fd fd;

  private XdpLink(Syscalls syscalls, Fd fd) {
    this.syscalls = syscalls;
    this.fd = fd;
  }

  /**
   * Attaches a program in one mode.
   *
   * @param interfaceIndex at least 1
   * @throws BpfException if the kernel or the driver refuses; EBUSY where another program is there
   */
  public static XdpLink attach(Syscalls syscalls, Program program, int interfaceIndex, XdpMode mode)
      throws BpfException {
    KernelStruct attr =
        new KernelStruct(ATTR_SIZE)
            .u32(0, program.fd().number())
            .u32(4, interfaceIndex)
            .u32(8, ATTACH_TYPE_XDP)
            .u32(12, mode.flag());
    long answer = syscalls.bpf(BpfCommand.LINK_CREATE, attr);
    if (Errno.isError(answer)) {
      throw new BpfException("attach XDP (" + mode.word() + ")", Errno.of(answer));
    }
    return new XdpLink(syscalls, new Fd(syscalls, answer));
  }

  /** Detaches. On return the interface is free: a bare close may leave that to a worker. */
  @Override
  public void close() {
    // An interface that is gone took the attachment with it; closing the link frees the rest.
    long _ = syscalls.bpf(BpfCommand.LINK_DETACH, new KernelStruct(4).u32(0, fd.number()));
    fd.close();
  }
}
