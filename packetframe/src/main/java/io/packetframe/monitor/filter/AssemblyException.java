package io.packetframe.monitor.filter;

import io.packetframe.PacketFrameException;

/** A text that is no filter, with the line that shows it. */
public final class AssemblyException extends PacketFrameException {
  private static final long serialVersionUID = 1L;

  private final int line;

  AssemblyException(int line, String fault) {
    super("line " + line + ": " + fault);
    this.line = line;
  }

  /** Returns the line, from 1 on; 0 where the fault is of the whole program. */
  public int line() {
    return line;
  }
}
