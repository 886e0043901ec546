package io.packetframe.fastpath;

import io.packetframe.bpf.BpfObject;
import io.packetframe.bpf.Program;
import java.util.List;

/**
 * The data path in the kernel, attached to nothing.
 *
 * @param object its maps and programs
 * @param stages which form runs
 * @param takesFragments whether it sees frames of several buffers (Linux 5.18)
 * @param refused what was tried before and why the kernel would not have it, one sentence each
 */
record LoadedStages(BpfObject object, Stages stages, boolean takesFragments, List<String> refused)
    implements AutoCloseable {
  LoadedStages {
    refused = List.copyOf(refused);
  }

  /** Returns the program to attach. */
  Program entry() {
    return object.program(Stages.ENTRY);
  }

  @Override
  public void close() {
    object.close();
  }
}
