package io.packetframe.host.linux;

import io.packetframe.Printable;

/**
 * A process that keeps a BPF program or link alive by a file descriptor.
 *
 * @param processId its number
 * @param command its name as the kernel keeps it, safe to print; "" if it hides it or has ended
 */
public record BpfObjectHolder(int processId, String command) {

  /** Makes a holder from the raw name, which the process itself chose and may hold anything. */
  static BpfObjectHolder of(int processId, String comm) {
    return new BpfObjectHolder(processId, Printable.escaped(comm.strip()));
  }
}
