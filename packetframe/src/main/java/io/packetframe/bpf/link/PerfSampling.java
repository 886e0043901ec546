package io.packetframe.bpf.link;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.Syscalls;
import java.util.ArrayList;
import java.util.List;

/**
 * Programs of type PERF_EVENT (Linux 4.9, commit 0515e5999a46), which are called some times a
 * second on each CPU, by the kernel's own clock: no hardware counter is needed.
 */
public final class PerfSampling {
  private static final String ONLINE = "/sys/devices/system/cpu/online";

  /** PERF_COUNT_SW_CPU_CLOCK. */
  private static final int CPU_CLOCK = 0;

  private PerfSampling() {}

  /**
   * Attaches a program to the clock of each CPU that is online now. One that comes online later is
   * not sampled.
   *
   * @param hertz at least 1; the kernel takes at most kernel.perf_event_max_sample_rate
   * @throws BpfException if the kernel refuses on one of them: then no CPU is sampled
   */
  public static Link attach(Program program, int hertz) throws BpfException {
    if (hertz < 1) {
      throw new IllegalArgumentException("samples per second: " + hertz);
    }
    Syscalls syscalls = program.syscalls();
    KernelFile.Content online = KernelFile.read(syscalls, ONLINE);
    if (!online.isRead()) {
      throw new BpfException("attach " + program + ": " + ONLINE, Errno.of(online.answer()));
    }
    List<Link> links = new ArrayList<>();
    try {
      for (int cpu : CpuList.parse(online.text())) {
        links.add(attach(program, hertz, cpu));
      }
      return new LinkGroup(links);
    } catch (BpfException e) {
      links.forEach(Link::close);
      throw e;
    }
  }

  private static Link attach(Program program, int hertz, int cpu) throws BpfException {
    String hook = "perf event cpu-clock on CPU " + cpu;
    long answer =
        PerfEvent.open(
            program.syscalls(), PerfEvent.sampledAttr(PerfEvent.SOFTWARE, CPU_CLOCK, hertz), cpu);
    if (Errno.isError(answer)) {
      throw PerfEvent.refusal(program.syscalls(), hook, answer);
    }
    return PerfEvent.attach(program, new Fd(program.syscalls(), answer), hook);
  }
}
