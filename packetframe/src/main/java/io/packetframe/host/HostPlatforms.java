package io.packetframe.host;

import io.packetframe.host.linux.HostFiles;
import io.packetframe.host.linux.LinuxHost;
import io.packetframe.sys.linux.Syscalls;
import java.util.function.Supplier;

/** Chooses how to ask the machine that we run on. */
public final class HostPlatforms {
  private HostPlatforms() {}

  /**
   * Returns the host as that system shows it.
   *
   * @param linux the system calls, asked for on Linux alone
   */
  public static HostPlatform of(OperatingSystem system, Supplier<Syscalls> linux) {
    return switch (system) {
      case LINUX -> LinuxHost.of(HostFiles.ofThisHost(), linux.get());
      case WINDOWS, MACOS, FREEBSD, OPENBSD, NETBSD, OTHER -> new UnsupportedHost(system);
    };
  }
}
