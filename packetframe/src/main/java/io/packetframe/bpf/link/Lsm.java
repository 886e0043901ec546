package io.packetframe.bpf.link;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.sys.linux.Errno;
import java.nio.file.Path;
import java.util.List;

/**
 * Programs of type LSM at a hook of the security modules (Linux 5.7, commit 9e4e01dfd325), named
 * when they were loaded. The kernel takes them always, and calls them only if {@code bpf} is among
 * its active modules ({@code lsm=} at boot).
 */
public final class Lsm {
  private static final Path SECURITYFS = Path.of("/sys/kernel/security");

  private Lsm() {}

  /**
   * Attaches a program.
   *
   * @throws BpfException if the kernel would never call it, if that cannot be known since
   *     securityfs is not mounted, or if the kernel refuses
   */
  public static KernelLink attach(Program program) throws BpfException {
    return attach(program, SECURITYFS);
  }

  /**
   * Attaches a program, with a securityfs that is mounted elsewhere.
   *
   * @throws BpfException if the kernel would never call it, or refuses
   */
  public static KernelLink attach(Program program, Path securityfs) throws BpfException {
    String file = securityfs.resolve("lsm").toString();
    KernelFile.Content modules = KernelFile.read(program.syscalls(), file);
    if (!modules.isRead()) {
      throw new BpfException(
          "attach " + program + ": " + file + ", which says whether the kernel would call it",
          Errno.of(modules.answer()));
    }
    if (!List.of(modules.text().split(",", -1)).contains("bpf")) {
      throw new BpfException(
          "attach "
              + program
              + ": the kernel would never call it: the active security modules are "
              + modules.text()
              + ", without bpf (lsm= at boot)",
          Errno.EOPNOTSUPP);
    }
    return Tracing.attach(program);
  }
}
