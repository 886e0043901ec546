package io.packetframe.bpf.link;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.NetlinkMessage;
import io.packetframe.sys.linux.Syscalls;
import java.util.Optional;

/**
 * XDP by RTM_SETLINK (include/uapi/linux/if_link.h, IFLA_XDP_*). The kernel is told each time which
 * program we expect to be there (XDP_FLAGS_REPLACE, Linux 5.7, commit 92234c8f15c8), so that we
 * never take away the program of another.
 */
final class XdpNetlinkLink implements Link {
  private static final int RTM_SETLINK = 19;
  private static final int IFINFOMSG = 16;
  private static final int IFINFOMSG_INDEX = 4;
  private static final int IFLA_XDP = 43;
  private static final int IFLA_XDP_FD = 1;
  private static final int IFLA_XDP_FLAGS = 3;
  private static final int IFLA_XDP_EXPECTED_FD = 8;
  private static final int UPDATE_IF_NOEXIST = 1;
  private static final int REPLACE = 1 << 4;
  private static final int NO_PROGRAM = -1;

  private final Syscalls syscalls;
  private final int interfaceIndex;
  private final XdpMode mode;
  private final Optional<String> remark;
  private Fd attached;

  private XdpNetlinkLink(
      Syscalls syscalls, int interfaceIndex, XdpMode mode, Optional<String> remark, Fd attached) {
    this.syscalls = syscalls;
    this.interfaceIndex = interfaceIndex;
    this.mode = mode;
    this.remark = remark;
    this.attached = attached;
  }

  static XdpNetlinkLink attach(
      Program program, int interfaceIndex, XdpMode mode, Optional<String> remark)
      throws BpfException {
    Syscalls syscalls = program.syscalls();
    Fd held = Held.of(program);
    NetlinkMessage message = message(interfaceIndex);
    int xdp = message.nested(IFLA_XDP);
    message.u32(IFLA_XDP_FD, held.number()).u32(IFLA_XDP_FLAGS, UPDATE_IF_NOEXIST | mode.flag());
    message.end(xdp);
    long answer = Rtnetlink.request(syscalls, message);
    if (Errno.isError(answer)) {
      held.close();
      String because = remark.map(why -> " (no " + why + ")").orElse("");
      throw new BpfException(
          "attach " + Xdp.hook(interfaceIndex, mode) + " by netlink" + because, Errno.of(answer));
    }
    return new XdpNetlinkLink(syscalls, interfaceIndex, mode, remark, held);
  }

  @Override
  public Way way() {
    return Way.NETLINK;
  }

  @Override
  public Optional<String> remark() {
    return remark;
  }

  @Override
  public void update(Program next) throws BpfException {
    Fd held = Held.of(next);
    long answer = replaceBy(held.number());
    if (Errno.isError(answer)) {
      held.close();
      throw new BpfException("update " + Xdp.hook(interfaceIndex, mode), Errno.of(answer));
    }
    attached.close();
    attached = held;
  }

  /** The kernel answers EEXIST where another program than the expected one is attached. */
  private long replaceBy(int descriptor) {
    NetlinkMessage message = message(interfaceIndex);
    int xdp = message.nested(IFLA_XDP);
    message
        .u32(IFLA_XDP_FD, descriptor)
        .u32(IFLA_XDP_FLAGS, REPLACE | mode.flag())
        .u32(IFLA_XDP_EXPECTED_FD, attached.number());
    message.end(xdp);
    return Rtnetlink.request(syscalls, message);
  }

  private static NetlinkMessage message(int interfaceIndex) {
    return new NetlinkMessage(RTM_SETLINK, 0, IFINFOMSG).fixed(IFINFOMSG_INDEX, interfaceIndex);
  }

  @Override
  public void close() {
    // An interface that is gone took the program along; the program of another stays.
    long _ = replaceBy(NO_PROGRAM);
    attached.close();
  }
}
