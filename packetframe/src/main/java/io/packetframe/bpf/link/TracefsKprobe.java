package io.packetframe.bpf.link;

import io.packetframe.bpf.BpfException;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Syscalls;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A kprobe written into tracefs (Documentation/trace/kprobetrace.rst), as kernels before 4.17 need
 * it. The entry is the kernel's and outlives us, so it is removed on every way out.
 */
final class TracefsKprobe {
  private static final String GROUP = "packetframe";
  private static final AtomicInteger COUNTER = new AtomicInteger();

  private final Syscalls syscalls;
  private final Tracefs tracefs;
  private final String event;

  private TracefsKprobe(Syscalls syscalls, Tracefs tracefs, String event) {
    this.syscalls = syscalls;
    this.tracefs = tracefs;
    this.event = event;
  }

  /** Writes an entry of a name that no other process and no other probe of ours has. */
  static TracefsKprobe add(Syscalls syscalls, Tracefs tracefs, String function, Kprobe.Point point)
      throws BpfException {
    String event = "p" + ProcessHandle.current().pid() + "_" + COUNTER.getAndIncrement();
    String line = point.letter() + ":" + GROUP + "/" + event + " " + function;
    long answer = KernelFile.append(syscalls, file(tracefs), line);
    if (Errno.isError(answer)) {
      throw Kprobe.refusal(function, point, file(tracefs), Errno.of(answer));
    }
    return new TracefsKprobe(syscalls, tracefs, event);
  }

  static String file(Tracefs tracefs) {
    return tracefs.path("kprobe_events");
  }

  /** Reads the number for perf_event_open. */
  KernelFile.Content id() {
    return KernelFile.read(syscalls, tracefs.idOf(GROUP, event));
  }

  /** Takes the entry away; it must not be in use any more. */
  void remove() {
    long _ = KernelFile.append(syscalls, file(tracefs), "-:" + GROUP + "/" + event);
  }
}
