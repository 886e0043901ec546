package io.packetframe.bpf.link;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.Syscalls;
import java.util.Optional;

/**
 * Opens perf events ({@code struct perf_event_attr}, include/uapi/linux/perf_event.h) and attaches
 * programs to them: by link since Linux 5.15 (commit b89fbfbb854c), else by ioctl.
 */
final class PerfEvent {
  /** PERF_TYPE_SOFTWARE. */
  static final int SOFTWARE = 1;

  /** PERF_TYPE_TRACEPOINT. */
  static final int TRACEPOINT = 2;

  /** PERF_ATTR_SIZE_VER5 (Linux 4.1): all that we set. */
  private static final int ATTR_SIZE = 112;

  private static final int SIZE = 4;
  private static final int CONFIG = 8;
  private static final int SAMPLE_FREQUENCY = 16;
  private static final int FLAGS = 40;

  /** The bit {@code freq}: the period field is a frequency. */
  private static final long IS_FREQUENCY = 1 << 10;

  private static final int ALL_PROCESSES = -1;
  private static final int NO_GROUP = -1;
  private static final int CLOSE_ON_EXEC = 1 << 3;
  private static final int IOC_SET_BPF = 0x40042408;
  private static final int LINK_CREATE_SIZE = 16;
  private static final int ATTACH_TYPE_PERF_EVENT = 41;
  private static final String PARANOID = "/proc/sys/kernel/perf_event_paranoid";

  private PerfEvent() {}

  static KernelStruct attr(int type, long config) {
    return new KernelStruct(ATTR_SIZE).u32(0, type).u32(SIZE, ATTR_SIZE).u64(CONFIG, config);
  }

  static KernelStruct sampledAttr(int type, long config, long hertz) {
    return attr(type, config).u64(SAMPLE_FREQUENCY, hertz).u64(FLAGS, IS_FREQUENCY);
  }

  /** Opens an event of all processes on a CPU; returns the kernel's answer. */
  static long open(Syscalls syscalls, KernelStruct attr, int cpu) {
    return syscalls.perfEventOpen(attr, ALL_PROCESSES, cpu, NO_GROUP, CLOSE_ON_EXEC);
  }

  /** Returns what a refusal of perf_event_open means, with the errno. */
  static BpfException refusal(Syscalls syscalls, String hook, long answer) {
    Errno errno = Errno.of(answer);
    String step = "attach " + hook + ": perf_event_open";
    if (errno.equals(Errno.EACCES)) {
      KernelFile.Content paranoid = KernelFile.read(syscalls, PARANOID);
      step +=
          " wants CAP_PERFMON or CAP_SYS_ADMIN"
              + (paranoid.isRead()
                  ? " (kernel.perf_event_paranoid is " + paranoid.text() + ")"
                  : "");
    }
    return new BpfException(step, errno);
  }

  /**
   * Attaches by link, or by ioctl where the kernel has no such link. The event is ours to close.
   */
  static Link attach(Program program, Fd event, String hook) throws BpfException {
    try {
      KernelLink link = attachByLink(program, event, hook);
      // The link has the event now.
      event.close();
      return link;
    } catch (BpfException e) {
      // What a kernel answers that does not know the command, or these programs for it.
      if (!e.errno().equals(Errno.EINVAL)) {
        event.close();
        throw e;
      }
      Optional<String> remark = Optional.of("perf event links (Linux 5.15): " + e.errno());
      return attachByIoctl(program, event, hook, remark);
    }
  }

  private static KernelLink attachByLink(Program program, Fd event, String hook)
      throws BpfException {
    KernelStruct attr =
        new KernelStruct(LINK_CREATE_SIZE)
            .u32(0, program.fd().number())
            .u32(4, event.number())
            .u32(8, ATTACH_TYPE_PERF_EVENT);
    return KernelLink.create(program.syscalls(), attr, hook);
  }

  static PerfEventLink attachByIoctl(
      Program program, Fd event, String hook, Optional<String> remark) throws BpfException {
    long answer = program.syscalls().ioctl(event.number(), IOC_SET_BPF, program.fd().number());
    if (Errno.isError(answer)) {
      event.close();
      String because = remark.map(why -> " (no " + why + ")").orElse("");
      throw new BpfException(
          "attach " + hook + ": PERF_EVENT_IOC_SET_BPF" + because, Errno.of(answer));
    }
    return new PerfEventLink(event, hook, remark);
  }
}
