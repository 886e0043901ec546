package io.packetframe.bpf;

import io.packetframe.spec.ProgramSpec;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.Syscalls;
import java.nio.ByteBuffer;

/** BPF_PROG_LOAD of one program, and how much of the verifier's log it asks for. */
final class ProgramLoader {
  /** Enough for every log of a program of a few instructions. */
  private static final int SMALL_LOG = 16 * 1024;

  private static final int FIRST_LOG = 64 * 1024;
  private static final int LARGEST_LOG = 16 * 1024 * 1024;

  /**
   * The verifier answers EAGAIN when a signal is pending, which in a JVM happens by itself (garbage
   * collection, thread dumps).
   */
  private static final int ATTEMPTS = 5;

  private static final ByteBuffer NO_LOG = NativeMemory.allocate(0);

  private final Syscalls syscalls;
  private final ProgramAttributes attributes;

  ProgramLoader(Syscalls syscalls, ProgramAttributes attributes) {
    this.syscalls = syscalls;
    this.attributes = attributes;
  }

  /** Loads in one call, with a log small enough to cost nothing. */
  Fd withSmallLog() throws BpfException {
    Attempt attempt = attempt(NativeMemory.allocate(SMALL_LOG));
    if (attempt.isRefused()) {
      throw refusal(attempt.errno(), attempt.log());
    }
    return attempt.fd(syscalls);
  }

  /** Loads without a log, which halves the verifier's time; where refused, again with one. */
  Fd withLogOnRefusal() throws BpfException {
    Attempt silent = attempt(NO_LOG);
    if (!silent.isRefused()) {
      return silent.fd(syscalls);
    }
    Attempt last = silent;
    for (int size = FIRST_LOG; size > 0; size = last.largerThan(size)) {
      ByteBuffer memory;
      try {
        memory = NativeMemory.allocate(size);
      } catch (OutOfMemoryError e) {
        // What is short is our memory for the log: the verifier's answer is known already.
        break;
      }
      last = attempt(memory);
      if (!last.isRefused()) {
        return last.fd(syscalls);
      }
    }
    // ENOSPC is about the log; why the program was refused, the silent attempt was told.
    throw refusal(last.isLogFull() ? silent.errno() : last.errno(), last.log());
  }

  private BpfException refusal(Errno errno, VerifierLog log) {
    ProgramSpec spec = attributes.spec();
    return new BpfException("load " + spec.type().name() + " program " + spec.name(), errno, log);
  }

  private Attempt attempt(ByteBuffer log) {
    KernelStruct attr = attributes.with(log);
    long answer = syscalls.bpf(BpfCommand.PROG_LOAD, attr);
    for (int i = 1; i < ATTEMPTS && answer == -Errno.EAGAIN.number(); i++) {
      attr = attributes.with(log);
      answer = syscalls.bpf(BpfCommand.PROG_LOAD, attr);
    }
    return new Attempt(answer, log, ProgramAttributes.trueLogSize(attr));
  }

  /** What one call answered; {@code trueSize} is 0 before 6.4. */
  private record Attempt(long answer, ByteBuffer memory, int trueSize) {
    boolean isRefused() {
      return Errno.isError(answer);
    }

    boolean isLogFull() {
      return memory.capacity() > 0 && answer == -Errno.ENOSPC.number();
    }

    Errno errno() {
      return Errno.of(answer);
    }

    VerifierLog log() {
      return new VerifierLog(NativeMemory.text(memory, 0, memory.capacity()), isLogFull());
    }

    Fd fd(Syscalls syscalls) {
      return new Fd(syscalls, answer);
    }

    /** Returns the next size to try; 0 where the log is whole or as large as we take. */
    int largerThan(int size) {
      if (!isLogFull() || size == LARGEST_LOG) {
        return 0;
      }
      return Math.min(LARGEST_LOG, Math.max(trueSize, size * 4));
    }
  }
}
