package io.packetframe.bpf.link;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.spec.AttachType;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.OpenFlags;
import io.packetframe.sys.linux.Syscalls;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Programs of the cgroup types on a cgroup v2 and all below it: by link since Linux 5.7 (commit
 * af6eea57437a), by BPF_PROG_ATTACH since 4.10. Others' programs may be there too.
 */
public final class Cgroup {
  private static final int ATTR_SIZE = 16;

  private Cgroup() {}

  /**
   * Attaches a program, by link where the kernel has it.
   *
   * @param directory of the cgroup in a cgroup2 file system, e.g. {@code /sys/fs/cgroup/system}
   * @param type what the program was loaded for, e.g. CGROUP_INET_EGRESS
   * @throws BpfException if the kernel refuses; EBADF where the directory is no cgroup of v2
   */
  public static Link attach(Program program, Path directory, AttachType type) throws BpfException {
    Fd cgroup = open(program.syscalls(), directory, type);
    try {
      KernelLink link = attachByLink(program, cgroup, directory, type);
      cgroup.close();
      return link;
    } catch (BpfException e) {
      // What a kernel answers that does not know the command.
      if (!e.errno().equals(Errno.EINVAL)) {
        cgroup.close();
        throw e;
      }
      return CgroupLink.attach(
          program,
          cgroup,
          type,
          hook(directory, type),
          Optional.of("links (Linux 5.7): " + e.errno()));
    }
  }

  /**
   * Attaches a program by BPF_PROG_ATTACH, as older kernels do: it stays when the process dies.
   *
   * @throws BpfException if the kernel refuses; EBADF where the directory is no cgroup of v2
   */
  public static Link attachByProgAttach(Program program, Path directory, AttachType type)
      throws BpfException {
    return CgroupLink.attach(
        program,
        open(program.syscalls(), directory, type),
        type,
        hook(directory, type),
        Optional.empty());
  }

  private static KernelLink attachByLink(
      Program program, Fd cgroup, Path directory, AttachType type) throws BpfException {
    KernelStruct attr =
        new KernelStruct(ATTR_SIZE)
            .u32(0, program.fd().number())
            .u32(4, cgroup.number())
            .u32(8, type.number());
    return KernelLink.create(program.syscalls(), attr, hook(directory, type));
  }

  private static Fd open(Syscalls syscalls, Path directory, AttachType type) throws BpfException {
    long answer =
        syscalls.open(
            NativeMemory.cString(directory.toAbsolutePath().toString()),
            OpenFlags.READ_ONLY | OpenFlags.CLOSE_ON_EXEC);
    if (Errno.isError(answer)) {
      throw new BpfException(
          "attach " + hook(directory, type) + ": open the directory", Errno.of(answer));
    }
    return new Fd(syscalls, answer);
  }

  private static String hook(Path directory, AttachType type) {
    return type + " to cgroup " + directory;
  }
}
