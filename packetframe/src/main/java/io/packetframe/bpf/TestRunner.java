package io.packetframe.bpf;

import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.Syscalls;
import java.nio.ByteBuffer;
import java.util.Optional;

/** BPF_PROG_TEST_RUN ({@code bpf_attr.test}) of one program. */
final class TestRunner {
  /** Up to and with batch_size, and the padding behind it. */
  static final int ATTR_SIZE = 80;

  static final int LIVE_FRAMES = 1 << 1;

  /** An XDP program may prepend the headroom, 256 bytes, and append within the page. */
  private static final int ROOM_TO_GROW = 512;

  /** No packet of the kernel's is larger. */
  private static final int LARGEST_PACKET = 1 << 24;

  /** A signal ends a run; in a JVM signals come by themselves. */
  private static final int ATTEMPTS = 5;

  private final Syscalls syscalls;
  private final Fd program;
  private final TestRun run;
  private final String step;
  private final ByteBuffer packet;
  private final ByteBuffer contextIn;

  TestRunner(Syscalls syscalls, Fd program, TestRun run, String what) {
    this.syscalls = syscalls;
    this.program = program;
    this.run = run;
    this.step = "test-run " + what;
    this.packet = NativeMemory.copyOf(run.packet());
    this.contextIn = run.context().map(this::encode).orElseGet(() -> NativeMemory.allocate(0));
  }

  private ByteBuffer encode(TestContext context) {
    return switch (context) {
      case XdpContext xdp -> xdp.encode(packet.capacity());
      case SkbContext skb -> skb.encode();
    };
  }

  private static TestContext decode(TestContext given, ByteBuffer left) {
    return switch (given) {
      case XdpContext _ -> XdpContext.decode(left);
      case SkbContext _ -> SkbContext.decode(left);
    };
  }

  TestRunResult run() throws BpfException {
    ByteBuffer out = NativeMemory.allocate(run.isLive() ? 0 : packet.capacity() + ROOM_TO_GROW);
    ByteBuffer context = NativeMemory.allocate(returnsContext() ? contextIn.capacity() : 0);
    long answer = 0;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      KernelStruct attr = attr(out, context);
      answer = syscalls.bpf(BpfCommand.PROG_TEST_RUN, attr);
      if (!Errno.isError(answer)) {
        return result(attr, out, context);
      }
      int needed = attr.u32(12);
      if (answer == -Errno.ENOSPC.number() && needed > out.capacity() && needed <= LARGEST_PACKET) {
        // The kernel ran the program and then had no room for the packet: it runs once more.
        out = NativeMemory.allocate(needed);
      } else if (answer != -Errno.EINTR.number()) {
        break;
      }
    }
    throw refusal(Errno.of(answer));
  }

  private boolean returnsContext() {
    return run.context().isPresent() && !run.isLive();
  }

  private KernelStruct attr(ByteBuffer out, ByteBuffer contextOut) {
    KernelStruct attr =
        new KernelStruct(ATTR_SIZE)
            .u32(0, program.number())
            .u32(8, packet.capacity())
            .pointer(16, packet)
            .u32(32, run.repeat());
    if (out.capacity() > 0) {
      attr.u32(12, out.capacity()).pointer(24, out);
    }
    if (contextIn.capacity() > 0) {
      attr.u32(40, contextIn.capacity()).pointer(48, contextIn);
    }
    if (contextOut.capacity() > 0) {
      attr.u32(44, contextOut.capacity()).pointer(56, contextOut);
    }
    if (run.isLive()) {
      // Kernels that ignore the flag refuse the batch size, which they do not know.
      attr.u32(64, LIVE_FRAMES).u32(72, run.liveBatch());
    }
    return attr;
  }

  private TestRunResult result(KernelStruct attr, ByteBuffer out, ByteBuffer context) {
    byte[] left = new byte[Math.min(out.capacity(), Math.max(0, attr.u32(12)))];
    out.get(0, left);
    return new TestRunResult(
        attr.u32(4),
        Integer.toUnsignedLong(attr.u32(36)),
        left,
        returnsContext() ? run.context().map(given -> decode(given, context)) : Optional.empty());
  }

  private BpfException refusal(Errno errno) {
    if (errno.equals(Errno.EINVAL)) {
      TestRunSupport kernel = new TestRunSupport(syscalls, program);
      if (run.isLive() && !kernel.hasLiveFrames()) {
        return new NotSupportedException(step, "live frames", "5.18", errno);
      }
      if (run.context().orElse(null) instanceof XdpContext && !kernel.hasXdpContext()) {
        return new NotSupportedException(step, "XDP context for test runs", "5.15", errno);
      }
    }
    return new BpfException(step, errno);
  }
}
