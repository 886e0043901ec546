package io.packetframe.bpf.link;

import io.packetframe.bpf.BpfException;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Syscalls;
import java.util.ArrayList;
import java.util.List;

/**
 * A BPF filter of the clsact qdisc of an interface, of anyone: filters stay when the process dies
 * that made them. Ours have the name of their program.
 *
 * @param name as whoever made it named it; empty where they did not
 * @param programId 0 where the kernel does not say
 */
public record TcFilter(
    int interfaceIndex, TcDirection direction, int priority, String name, int programId) {
  /** Behind the name of a filter of ours whose qdisc is ours too. */
  static final String WITH_QDISC = " with its qdisc";

  /** Returns those of an interface; none where the kernel does not say. */
  public static List<TcFilter> on(Syscalls syscalls, int interfaceIndex) {
    Clsact clsact = new Clsact(syscalls, interfaceIndex);
    List<TcFilter> found = new ArrayList<>();
    for (TcDirection direction : TcDirection.values()) {
      for (Clsact.Filter filter : clsact.filters(direction)) {
        if (filter.handle() != 0) {
          found.add(
              new TcFilter(
                  interfaceIndex, direction, filter.priority(), filter.name(), filter.programId()));
        }
      }
    }
    return found;
  }

  /**
   * Removes one that {@link Tc} made, and its qdisc as its link would have.
   *
   * @throws BpfException if the kernel refuses
   */
  public void remove(Syscalls syscalls) throws BpfException {
    Clsact clsact = new Clsact(syscalls, interfaceIndex);
    long answer = clsact.remove(direction, priority);
    if (Errno.isError(answer)) {
      throw new BpfException(
          "remove the clsact " + direction.word() + " filter \"" + name + "\"", Errno.of(answer));
    }
    ClsactLink.removeQdiscIfUnused(clsact, name.endsWith(WITH_QDISC));
  }
}
