package io.packetframe.bench;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.bpf.link.Link;
import io.packetframe.bpf.link.RawTracepoint;

/** A program at a raw tracepoint that does nothing: what being called costs by itself. */
final class EmptyTracepoint implements AutoCloseable {
  private final Program program;
  private final Link link;

  private EmptyTracepoint(Program program, Link link) {
    this.program = program;
    this.link = link;
  }

  static EmptyTracepoint on(String tracepoint) throws BpfException {
    Program program = ReturnProgram.load("raw_tp/" + tracepoint, 0);
    try {
      return new EmptyTracepoint(program, RawTracepoint.attach(program, tracepoint));
    } catch (BpfException | RuntimeException e) {
      program.close();
      throw e;
    }
  }

  @Override
  public void close() {
    link.close();
    program.close();
  }
}
