package io.packetframe.testing;

import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.Rlimit;

/** RLIMIT_MEMLOCK of the tests' process, to which kernels before 5.11 charge maps. */
public final class LockedMemory {
  private LockedMemory() {}

  /**
   * Lifts it. Without CAP_SYS_RESOURCE it stays as it is, which matters only where it counts: there
   * the first large map says EPERM.
   */
  public static void lift() {
    Rlimit none = new Rlimit(Rlimit.INFINITY, Rlimit.INFINITY);
    long _ = LinuxSystem.syscalls().prlimit(Rlimit.MEMLOCK, none.encode(), null);
  }
}
