package io.packetframe.monitor;

import io.packetframe.host.OperatingSystem;
import io.packetframe.monitor.bsd.BsdMonitors;
import io.packetframe.monitor.linux.LinuxMonitors;
import io.packetframe.monitor.windows.WindowsMonitors;
import io.packetframe.sys.bsd.BpfAbi;
import io.packetframe.sys.linux.Syscalls;
import java.util.function.Supplier;

/** Chooses what the machine that we run on can measure. */
public final class MonitorPlatforms {
  private MonitorPlatforms() {}

  /**
   * Returns the monitors of that system.
   *
   * @param linux the system calls, asked for on Linux alone
   */
  public static MonitorPlatform of(OperatingSystem system, Supplier<Syscalls> linux) {
    return switch (system) {
      case LINUX -> LinuxMonitors.ofThisHost(linux.get());
      case FREEBSD -> BsdMonitors.ofThisHost(BpfAbi.FREEBSD);
      case OPENBSD -> BsdMonitors.ofThisHost(BpfAbi.OPENBSD);
      case NETBSD -> BsdMonitors.ofThisHost(BpfAbi.NETBSD);
      case MACOS -> BsdMonitors.ofThisHost(BpfAbi.MACOS);
      case DRAGONFLY -> BsdMonitors.ofThisHost(BpfAbi.DRAGONFLY);
      case WINDOWS -> WindowsMonitors.ofThisHost();
      case OTHER -> new UnsupportedMonitors(system);
    };
  }
}
