package io.packetframe.monitor.linux;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.link.TcFilter;
import io.packetframe.host.linux.BpfObjectHolders;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.sys.linux.Syscalls;
import java.util.ArrayList;
import java.util.List;

/**
 * Filters that a monitor left behind since it was killed: kernels without TCX keep them. They pass
 * every frame and count for nobody.
 */
final class LeftFilters {
  /** How {@code bpf.link} names a filter of ours. */
  private static final String NAME = "SCHED_CLS program net_egress";

  private static final String PID_NAMESPACE = "/proc/self/ns/pid";

  /** PROC_PID_INIT_INO (include/linux/proc_ns.h): there, all processes are seen. */
  private static final String FIRST_PID_NAMESPACE = "pid:[4026531836]";

  private LeftFilters() {}

  /** Removes them, and returns what was done or what to do in words. */
  static List<String> mend(Syscalls syscalls, HostFiles files, int interfaceIndex) {
    List<String> remarks = new ArrayList<>();
    for (TcFilter filter : TcFilter.on(syscalls, interfaceIndex)) {
      if (filter.name().startsWith(NAME)) {
        BpfObjectHolders holders = BpfObjectHolders.ofProgram(files, filter.programId());
        if (holders.holders().isEmpty()) {
          remarks.add(mend(syscalls, filter, seesAll(files, filter, holders)));
        }
      }
    }
    return remarks;
  }

  private static boolean seesAll(HostFiles files, TcFilter filter, BpfObjectHolders holders) {
    return filter.programId() != 0
        && holders.isComplete()
        && files.readLink(PID_NAMESPACE).optional().filter(FIRST_PID_NAMESPACE::equals).isPresent();
  }

  private static String mend(Syscalls syscalls, TcFilter filter, boolean isCertain) {
    String which = "the filter that a killed monitor left (priority " + filter.priority() + ")";
    if (!isCertain) {
      return which + " may be another's, whom we cannot see: it stays";
    }
    try {
      filter.remove(syscalls);
      return "removed " + which;
    } catch (BpfException e) {
      return which + ": " + e.getMessage();
    }
  }
}
