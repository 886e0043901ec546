package io.packetframe.bpf.link;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.NativeMemory;

/**
 * Programs of type RAW_TRACEPOINT (Linux 4.17, commit c4f6699dfcb8), which get the arguments of the
 * tracepoint as they are. Needs neither tracefs nor perf.
 */
public final class RawTracepoint {
  private static final int ATTR_SIZE = 16;

  private RawTracepoint() {}

  /**
   * Attaches a program.
   *
   * @param name without the category, e.g. {@code sys_enter}
   * @throws BpfException if the kernel refuses; ENOENT where it has no such tracepoint
   */
  public static KernelLink attach(Program program, String name) throws BpfException {
    KernelStruct attr =
        new KernelStruct(ATTR_SIZE)
            .pointer(0, NativeMemory.cString(name))
            .u32(8, program.fd().number());
    try {
      return KernelLink.openRawTracepoint(program.syscalls(), attr, "raw tracepoint " + name);
    } catch (BpfException e) {
      throw e.errno().equals(Errno.ENOENT)
          ? new BpfException(e.step() + ": this kernel has no such tracepoint", e.errno())
          : e;
    }
  }
}
