package io.packetframe.bpf;

import io.packetframe.PacketFrameException;
import io.packetframe.spec.LineInfo;
import io.packetframe.sys.linux.Errno;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kernel refused a step. */
public sealed class BpfException extends PacketFrameException
    permits BatchException, NotSupportedException {
  private static final long serialVersionUID = 1L;

  private final String step;
  private final transient Errno errno;
  private final transient VerifierLog log;
  private final transient List<LineInfo> lines;

  private BpfException(
      String step, Errno errno, VerifierLog log, List<LineInfo> lines, @Nullable String remedy) {
    super(step + ": " + errno, remedy, null);
    this.step = step;
    this.errno = errno;
    this.log = log;
    this.lines = lines;
  }

  BpfException(String step, Errno errno, VerifierLog log, List<LineInfo> lines) {
    this(step, errno, log, lines, null);
  }

  BpfException(String step, Errno errno, VerifierLog log) {
    this(step, errno, log, List.of(), null);
  }

  BpfException(String step, Errno errno, VerifierLog log, @Nullable String remedy) {
    this(step, errno, log, List.of(), remedy);
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

  /** Returns what the verifier said in one line, with the line of C where it is known. */
  public VerifierSummary summary() {
    return log.summary(lines);
  }

  /**
   * Returns step, errno and the summary; made only now, for logs can be long and are often asked
   * for nothing but a word.
   */
  @Override
  public String getMessage() {
    return log.isEmpty() ? super.getMessage() : super.getMessage() + ": " + summary();
  }
}
