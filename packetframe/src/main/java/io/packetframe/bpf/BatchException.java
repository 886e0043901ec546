package io.packetframe.bpf;

import io.packetframe.sys.linux.Errno;

/** The kernel refused an entry of a batch; those before it are done, those after it are not. */
public final class BatchException extends BpfException {
  private static final long serialVersionUID = 1L;

  private final int done;

  BatchException(String step, Errno errno, int done, int entries) {
    super(step + ", after " + done + " of " + entries + " entries", errno);
    this.done = done;
  }

  /** Returns how many entries were done: the index of the one that was refused. */
  public int done() {
    return done;
  }
}
