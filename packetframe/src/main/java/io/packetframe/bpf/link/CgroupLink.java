package io.packetframe.bpf.link;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.spec.AttachType;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.Syscalls;
import java.util.Optional;

/**
 * A program on a cgroup by BPF_PROG_ATTACH, next to those of others (BPF_F_ALLOW_MULTI, Linux 4.15,
 * commit 324bda9e6c5a).
 */
final class CgroupLink implements Link {
  private static final int ATTR_SIZE = 20;
  private static final int ALLOW_MULTI = 1 << 1;

  /** BPF_F_REPLACE (Linux 5.6, commit 7dd68b3279f1). */
  private static final int REPLACE = 1 << 2;

  private final Syscalls syscalls;
  private final Fd cgroup;
  private final AttachType type;
  private final String hook;
  private final Optional<String> remark;
  private Fd attached;

  private CgroupLink(
      Syscalls syscalls,
      Fd cgroup,
      AttachType type,
      String hook,
      Optional<String> remark,
      Fd attached) {
    this.syscalls = syscalls;
    this.cgroup = cgroup;
    this.type = type;
    this.hook = hook;
    this.remark = remark;
    this.attached = attached;
  }

  /** Attaches; the descriptor of the cgroup is the link's from now on, and closed on failure. */
  static CgroupLink attach(
      Program program, Fd cgroup, AttachType type, String hook, Optional<String> remark)
      throws BpfException {
    Syscalls syscalls = program.syscalls();
    Fd held;
    try {
      held = Held.of(program);
    } catch (BpfException e) {
      cgroup.close();
      throw e;
    }
    long answer =
        syscalls.bpf(BpfCommand.PROG_ATTACH, attr(cgroup, held, type).u32(12, ALLOW_MULTI));
    if (Errno.isError(answer)) {
      held.close();
      cgroup.close();
      String because = remark.map(why -> " (no " + why + ")").orElse("");
      throw new BpfException("attach " + hook + because, Errno.of(answer));
    }
    return new CgroupLink(syscalls, cgroup, type, hook, remark, held);
  }

  private static KernelStruct attr(Fd cgroup, Fd program, AttachType type) {
    return new KernelStruct(ATTR_SIZE)
        .u32(0, cgroup.number())
        .u32(4, program.number())
        .u32(8, type.number());
  }

  @Override
  public Way way() {
    return Way.PROG_ATTACH;
  }

  @Override
  public Optional<String> remark() {
    return remark;
  }

  @Override
  public void update(Program next) throws BpfException {
    Fd held = Held.of(next);
    KernelStruct attr =
        attr(cgroup, held, type).u32(12, ALLOW_MULTI | REPLACE).u32(16, attached.number());
    long answer = syscalls.bpf(BpfCommand.PROG_ATTACH, attr);
    if (Errno.isError(answer)) {
      held.close();
      throw new BpfException("update " + hook, Errno.of(answer));
    }
    attached.close();
    attached = held;
  }

  @Override
  public void close() {
    // A cgroup that is gone took the program along.
    long _ = syscalls.bpf(BpfCommand.PROG_DETACH, attr(cgroup, attached, type));
    attached.close();
    cgroup.close();
  }
}
