package io.packetframe.bpf.link;

import io.packetframe.sys.linux.Syscalls;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The file system that lists the kernel's tracepoints and takes kprobes. Not mounted everywhere.
 *
 * @param root absolute, where it is mounted
 */
public record Tracefs(Path root) {
  private static final List<Path> USUAL_ROOTS =
      List.of(Path.of("/sys/kernel/tracing"), Path.of("/sys/kernel/debug/tracing"));

  public Tracefs {
    if (!root.isAbsolute()) {
      throw new IllegalArgumentException("where tracefs is mounted is not absolute: " + root);
    }
  }

  /** Returns the one at a usual place; empty where it is not mounted. */
  public static Optional<Tracefs> find(Syscalls syscalls) {
    return USUAL_ROOTS.stream()
        .map(Tracefs::new)
        .filter(tracefs -> KernelFile.exists(syscalls, tracefs.path("events")))
        .findFirst();
  }

  static String notMounted() {
    return "tracefs is mounted neither on /sys/kernel/tracing nor on /sys/kernel/debug/tracing";
  }

  String path(String relative) {
    return root.resolve(relative).toString();
  }

  /** Returns the path of an event's number. */
  String idOf(String group, String event) {
    return path("events/" + group + "/" + event + "/id");
  }
}
