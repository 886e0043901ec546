package io.packetframe.bpf;

import io.packetframe.PacketFrameException;
import io.packetframe.sys.linux.Errno;
import org.jspecify.annotations.Nullable;

/** The kernel refused a step. */
public sealed class BpfException extends PacketFrameException
    permits BatchException, NotSupportedException {
  private static final long serialVersionUID = 1L;

  private final String step;
  private final transient Errno errno;
  private final transient VerifierLog log;

  BpfException(String step, Errno errno, VerifierLog log) {
    this(step, errno, log, null);
  }

  BpfException(String step, Errno errno, VerifierLog log, @Nullable String remedy) {
    super(message(step, errno, log), remedy, null);
    this.step = step;
    this.errno = errno;
    this.log = log;
  }

  /**
   * Makes a failure.
   *
   * @param step what was asked of the kernel, and on which object
   */
  public BpfException(String step, Errno errno) {
    this(step, errno, VerifierLog.EMPTY);
  }

  /** Returns what was asked of the kernel, and on which object. */
  public String step() {
    return step;
  }

  /** Returns the kernel's word. */
  public Errno errno() {
    return errno;
  }

  /** Returns what the verifier said; empty for anything but a program load. */
  public VerifierLog log() {
    return log;
  }

  private static String message(String step, Errno errno, VerifierLog log) {
    String message = step + ": " + errno;
    return log.isEmpty() ? message : message + ": " + log.firstLine();
  }
}
