package io.packetframe.verifier.run;

import java.util.Optional;
import java.util.Set;

/**
 * Ends this process when the one that started it is gone. A build that is killed must not leave
 * guests behind; QEMU in turn dies with us.
 */
public final class ParentWatch {
  private static final Set<String> SHELLS = Set.of("sh", "dash", "bash", "busybox");

  private ParentWatch() {}

  /** Watches the parent; through shells, who may live on, up to the one they work for. */
  public static void start() {
    Optional<ProcessHandle> parent = ProcessHandle.current().parent();
    while (parent.isPresent()) {
      var _ = parent.get().onExit().thenRun(() -> Runtime.getRuntime().halt(3));
      parent = isShell(parent.get()) ? parent.get().parent() : Optional.empty();
    }
  }

  private static boolean isShell(ProcessHandle process) {
    String command = process.info().command().orElse("");
    return SHELLS.contains(command.substring(command.lastIndexOf('/') + 1));
  }
}
