package io.packetframe.bpf;

import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.Syscalls;
import java.nio.ByteBuffer;

/**
 * What BPF_PROG_TEST_RUN of this kernel knows, asked after it said EINVAL: of what it knows, we ask
 * too much, and it says E2BIG (bpf_prog_test_run_xdp in net/bpf/test_run.c). The program does not
 * run for it.
 */
final class TestRunSupport {
  /** TEST_XDP_MAX_BATCH is 256. */
  private static final int TOO_LARGE_BATCH = 257;

  /** Longer than any {@code struct xdp_md}, and not zero at its end. */
  private static final int TOO_LARGE_CONTEXT = 256;

  private static final int SHORTEST_PACKET = 14;

  private final Syscalls syscalls;
  private final Fd program;

  TestRunSupport(Syscalls syscalls, Fd program) {
    this.syscalls = syscalls;
    this.program = program;
  }

  boolean hasLiveFrames() {
    return isTooBig(attr().u32(64, TestRunner.LIVE_FRAMES).u32(72, TOO_LARGE_BATCH));
  }

  boolean hasXdpContext() {
    ByteBuffer context = NativeMemory.allocate(TOO_LARGE_CONTEXT);
    context.put(TOO_LARGE_CONTEXT - 1, (byte) 1);
    return isTooBig(attr().u32(40, TOO_LARGE_CONTEXT).pointer(48, context));
  }

  private KernelStruct attr() {
    return new KernelStruct(TestRunner.ATTR_SIZE)
        .u32(0, program.number())
        .u32(8, SHORTEST_PACKET)
        .pointer(16, NativeMemory.allocate(SHORTEST_PACKET))
        .u32(32, 1);
  }

  private boolean isTooBig(KernelStruct attr) {
    return syscalls.bpf(BpfCommand.PROG_TEST_RUN, attr) == -Errno.E2BIG.number();
  }
}
