package io.packetframe.bpf.link;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.sys.linux.KernelStruct;

/**
 * Programs that were loaded for one place in the kernel ({@link io.packetframe.bpf.AttachTarget}):
 * tp_btf, fentry, fexit, fmod_ret (Linux 5.5, commit fec56f5890d9), so that nothing is left to say.
 *
 * <p>By BPF_RAW_TRACEPOINT_OPEN on every kernel: it makes the same link as BPF_LINK_CREATE, which
 * newer kernels take for these programs too.
 */
public final class Tracing {
  private static final int ATTR_SIZE = 16;

  private Tracing() {}

  /**
   * Attaches a program.
   *
   * @throws BpfException if the kernel refuses: EBUSY where it is attached already; ENOTSUPP where
   *     this architecture or kernel cannot patch the function
   */
  public static KernelLink attach(Program program) throws BpfException {
    return KernelLink.openRawTracepoint(
        program.syscalls(),
        new KernelStruct(ATTR_SIZE).u32(8, program.fd().number()),
        program.toString());
  }
}
