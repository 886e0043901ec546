package io.packetframe.bpf.link;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.Syscalls;
import java.util.Optional;

/**
 * Programs of type TRACEPOINT (Linux 4.7, commit 98b5c2c65c29), which get the fields that tracefs
 * describes. Tracefs has to be mounted: it tells the event's number. {@link RawTracepoint} does
 * without.
 */
public final class Tracepoint {
  private static final int ANY_CPU = 0;

  private Tracepoint() {}

  /**
   * Attaches a program.
   *
   * @param category e.g. {@code syscalls}
   * @param name e.g. {@code sys_enter_openat}
   * @throws BpfException if tracefs is not mounted, the kernel has no such tracepoint, or refuses
   */
  public static Link attach(Program program, String category, String name) throws BpfException {
    Optional<Tracefs> tracefs = Tracefs.find(program.syscalls());
    if (tracefs.isEmpty()) {
      throw new BpfException(
          "attach " + hook(category, name) + ": " + Tracefs.notMounted(), Errno.ENOENT);
    }
    return attach(program, category, name, tracefs.get());
  }

  /**
   * Attaches a program, with a tracefs that is mounted elsewhere.
   *
   * @throws BpfException if the kernel has no such tracepoint, or refuses
   */
  public static Link attach(Program program, String category, String name, Tracefs tracefs)
      throws BpfException {
    return PerfEvent.attach(
        program, open(program.syscalls(), category, name, tracefs), hook(category, name));
  }

  /** Attaches by ioctl, as kernels before 5.15 do. */
  static Link attachByIoctl(Program program, String category, String name, Tracefs tracefs)
      throws BpfException {
    return PerfEvent.attachByIoctl(
        program,
        open(program.syscalls(), category, name, tracefs),
        hook(category, name),
        Optional.empty());
  }

  private static Fd open(Syscalls syscalls, String category, String name, Tracefs tracefs)
      throws BpfException {
    String path = tracefs.idOf(category, name);
    KernelFile.Content id = KernelFile.read(syscalls, path);
    if (!id.isRead()) {
      Errno errno = Errno.of(id.answer());
      String meaning = errno.equals(Errno.ENOENT) ? ": this kernel has no such tracepoint" : "";
      throw new BpfException("attach " + hook(category, name) + ": " + path + meaning, errno);
    }
    long answer =
        PerfEvent.open(syscalls, PerfEvent.attr(PerfEvent.TRACEPOINT, id.number()), ANY_CPU);
    if (Errno.isError(answer)) {
      throw PerfEvent.refusal(syscalls, hook(category, name), answer);
    }
    return new Fd(syscalls, answer);
  }

  private static String hook(String category, String name) {
    return "tracepoint " + category + ":" + name;
  }
}
