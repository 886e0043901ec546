package io.packetframe.bpf.link;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.Syscalls;
import java.util.Optional;

/**
 * Programs of type KPROBE at a function of the kernel: through the perf PMU {@code kprobe} (Linux
 * 4.17, commit e12f03d7031a), else through tracefs. Needs a kernel with CONFIG_KPROBE_EVENTS.
 */
public final class Kprobe {
  private static final String PMU = "/sys/bus/event_source/devices/kprobe";
  private static final int ANY_CPU = 0;

  /** {@code union { config1; kprobe_func; }} of perf_event_attr. */
  private static final int FUNCTION = 56;

  /** Where in the function. */
  public enum Point {
    /** Before its first instruction: {@code kprobe}. */
    ENTRY("p", "kprobe"),
    /** After it returned: {@code kretprobe}. */
    RETURN("r", "kretprobe");

    private final String letter;
    private final String word;

    Point(String letter, String word) {
      this.letter = letter;
      this.word = word;
    }

    /** Returns how tracefs spells it. */
    String letter() {
      return letter;
    }
  }

  private Kprobe() {}

  /**
   * Attaches a program, through the PMU where the kernel has it.
   *
   * @param function its name in /proc/kallsyms
   * @throws BpfException if the kernel has no kprobes or no such function, or refuses
   */
  public static Link attach(Program program, String function, Point point) throws BpfException {
    Syscalls syscalls = program.syscalls();
    KernelFile.Content type = KernelFile.read(syscalls, PMU + "/type");
    if (type.isRead()) {
      return attachByPmu(program, function, point, type.number());
    }
    Optional<Tracefs> tracefs = Tracefs.find(syscalls);
    String why = "perf PMU kprobe (Linux 4.17): " + Errno.of(type.answer());
    if (tracefs.isEmpty()) {
      throw new BpfException(
          "attach "
              + hook(function, point)
              + ": no "
              + why
              + ", and "
              + Tracefs.notMounted()
              + ": whether this kernel has kprobes is not known",
          Errno.of(type.answer()));
    }
    if (!KernelFile.exists(syscalls, TracefsKprobe.file(tracefs.get()))) {
      throw new BpfException(
          "attach "
              + hook(function, point)
              + ": this kernel has no kprobes (CONFIG_KPROBE_EVENTS): no "
              + why
              + ", and no "
              + TracefsKprobe.file(tracefs.get()),
          Errno.ENOENT);
    }
    return attachByTracefs(program, function, point, tracefs.get(), Optional.of(why));
  }

  private static Link attachByPmu(Program program, String function, Point point, int type)
      throws BpfException {
    Fd event = openByPmu(program.syscalls(), function, point, type);
    return PerfEvent.attach(program, event, hook(function, point));
  }

  /** Attaches through the PMU and by ioctl, as kernels before 5.15 do. */
  static Link attachByIoctl(Program program, String function, Point point) throws BpfException {
    int type = KernelFile.read(program.syscalls(), PMU + "/type").number();
    Fd event = openByPmu(program.syscalls(), function, point, type);
    return PerfEvent.attachByIoctl(program, event, hook(function, point), Optional.empty());
  }

  private static Fd openByPmu(Syscalls syscalls, String function, Point point, int type)
      throws BpfException {
    KernelStruct attr =
        PerfEvent.attr(type, point == Point.RETURN ? returnBit(syscalls) : 0)
            .pointer(FUNCTION, NativeMemory.cString(function));
    long answer = PerfEvent.open(syscalls, attr, ANY_CPU);
    if (answer == -Errno.EACCES.number() || answer == -Errno.EPERM.number()) {
      throw PerfEvent.refusal(syscalls, hook(function, point), answer);
    }
    if (Errno.isError(answer)) {
      throw refusal(function, point, "perf_event_open", Errno.of(answer));
    }
    return new Fd(syscalls, answer);
  }

  /** Returns the bit that the kernel says means "at return", e.g. {@code config:0}. */
  private static long returnBit(Syscalls syscalls) {
    String format = KernelFile.read(syscalls, PMU + "/format/retprobe").text();
    try {
      return 1L << Integer.parseInt(format.substring(format.indexOf(':') + 1));
    } catch (NumberFormatException e) {
      return 1;
    }
  }

  /**
   * Attaches through tracefs and not otherwise, as kernels before 4.17 need it.
   *
   * @throws BpfException if the kernel has no such function, or refuses
   */
  public static Link attachByTracefs(Program program, String function, Point point, Tracefs tracefs)
      throws BpfException {
    return attachByTracefs(program, function, point, tracefs, Optional.empty());
  }

  private static Link attachByTracefs(
      Program program, String function, Point point, Tracefs tracefs, Optional<String> why)
      throws BpfException {
    Syscalls syscalls = program.syscalls();
    TracefsKprobe probe = TracefsKprobe.add(syscalls, tracefs, function, point);
    try {
      KernelFile.Content id = probe.id();
      if (!id.isRead()) {
        throw new BpfException(
            "attach " + hook(function, point) + ": read the id of the event",
            Errno.of(id.answer()));
      }
      long answer =
          PerfEvent.open(syscalls, PerfEvent.attr(PerfEvent.TRACEPOINT, id.number()), ANY_CPU);
      if (Errno.isError(answer)) {
        throw PerfEvent.refusal(syscalls, hook(function, point), answer);
      }
      Fd event = new Fd(syscalls, answer);
      // Not by link: that may let go of the event only after we have to remove the entry.
      return PerfEvent.attachByIoctl(program, event, hook(function, point), Optional.empty())
          .on(probe, why);
    } catch (BpfException e) {
      probe.remove();
      throw e;
    }
  }

  static BpfException refusal(String function, Point point, String step, Errno errno) {
    String meaning =
        switch (errno.name()) {
          case "ENOENT" -> ": this kernel has no function of that name to probe";
          case "EADDRNOTAVAIL" -> ": several functions have that name";
          case "EINVAL" -> ": not a name, or a function that must not be probed";
          default -> "";
        };
    return new BpfException("attach " + hook(function, point) + ": " + step + meaning, errno);
  }

  private static String hook(String function, Point point) {
    return point.word + " " + function;
  }
}
