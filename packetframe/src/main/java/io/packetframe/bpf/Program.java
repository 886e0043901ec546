package io.packetframe.bpf;

import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.Syscalls;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A program that the kernel has verified and holds for us. */
public final class Program implements AutoCloseable {
  /** {@code union bpf_attr} up to log_true_size, which kernels since 6.4 write. */
  private static final int ATTR_SIZE = 144;

  /** Enough for every log of a program of a few instructions. */
  private static final int LOG_SIZE = 16 * 1024;

  /**
   * The verifier answers EAGAIN when a signal is pending, which in a JVM happens by itself (garbage
   * collection, thread dumps).
   */
  private static final int ATTEMPTS = 5;

  private final Fd fd;

  private Program(Fd fd) {
    this.fd = fd;
  }

  /**
   * Loads a program with the verifier's log on.
   *
   * @throws BpfException if the kernel refuses; with the log where the verifier ran
   */
  public static Program load(Syscalls syscalls, ProgramSpec spec) throws BpfException {
    ByteBuffer log = NativeMemory.allocate(LOG_SIZE);
    long answer = -Errno.EAGAIN.number();
    for (int attempt = 0; attempt < ATTEMPTS && answer == -Errno.EAGAIN.number(); attempt++) {
      answer = syscalls.bpf(BpfCommand.PROG_LOAD, attr(spec, log));
    }
    if (Errno.isError(answer)) {
      throw new BpfException(
          "load " + spec.type().name() + " program " + spec.name(),
          Errno.of(answer),
          new VerifierLog(NativeMemory.text(log, 0, LOG_SIZE)));
    }
    return new Program(new Fd(syscalls, answer));
  }

  private static KernelStruct attr(ProgramSpec spec, ByteBuffer log) {
    ByteBuffer code = NativeMemory.allocate(spec.instructions().size() * Instruction.SIZE);
    for (Instruction instruction : spec.instructions()) {
      instruction.encode(code);
    }
    return new KernelStruct(ATTR_SIZE)
        .u32(0, spec.type().number())
        .u32(4, spec.instructions().size())
        .pointer(8, code)
        .pointer(16, NativeMemory.cString(spec.license()))
        .u32(24, 1)
        .u32(28, LOG_SIZE)
        .pointer(32, log)
        .bytes(48, spec.name().getBytes(StandardCharsets.US_ASCII));
  }

  Fd fd() {
    return fd;
  }

  @Override
  public void close() {
    fd.close();
  }
}
