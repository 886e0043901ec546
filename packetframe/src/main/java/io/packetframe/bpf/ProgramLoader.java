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

  /** Each instruction, and the states at branches. */
  private static final int LOG_EVERYTHING = 1;

  /** BPF_LOG_STATS (Linux 5.2, commit 06ee7115b0d1): complaints, and counts at the end. */
  private static final int LOG_STATISTICS = 4;

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

  /**
   * Loads in one call that asks for nothing but statistics, which cost nothing; where refused, as
   * {@link #withLogOnRefusal}.
   */
  Verified withStatistics() throws BpfException {
    for (int size = SMALL_LOG; size > 0; ) {
      Attempt attempt = attempt(NativeMemory.allocate(size), LOG_STATISTICS);
      if (!attempt.isRefused()) {
        return new Verified(attempt.fd(syscalls), VerifierStatistics.of(attempt.log()));
      }
      size = attempt.largerThan(size);
    }
    return new Verified(withLogOnRefusal(), VerifierStatistics.NONE);
  }

  /** A loaded program, and what the verifier counted. */
  record Verified(Fd fd, VerifierStatistics statistics) {}

  private BpfException refusal(Errno errno, VerifierLog log) {
    ProgramSpec spec = attributes.spec();
    return new BpfException(
        "load " + spec.type().name() + " program " + spec.name(), errno, log, spec.lines());
  }

  private Attempt attempt(ByteBuffer log) {
    return attempt(log, LOG_EVERYTHING);
  }

  private Attempt attempt(ByteBuffer log, int level) {
    for (int left = ATTEMPTS - 1; ; left--) {
      KernelStruct attr = attributes.with(log);
      if (log.capacity() > 0) {
        attr.u32(ProgramAttributes.LOG_LEVEL, level);
      }
      long answer = syscalls.bpf(BpfCommand.PROG_LOAD, attr);
      if (left == 0 || answer != -Errno.EAGAIN.number()) {
        return new Attempt(answer, log, ProgramAttributes.trueLogSize(attr));
      }
    }
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
      return LogText.of(memory, isLogFull());
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
