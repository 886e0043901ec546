package io.packetframe.host;

import io.packetframe.host.linux.HostFiles;
import io.packetframe.host.linux.LinuxHost;
import io.packetframe.host.linux.Reading;
import io.packetframe.host.linux.Uevents;
import io.packetframe.host.oshi.OshiHosts;
import io.packetframe.sys.linux.Syscalls;
import java.time.Duration;
import java.util.function.Consumer;
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
      case WINDOWS, MACOS, FREEBSD, OPENBSD, NETBSD, DRAGONFLY ->
          new PatientHost(
              OshiHosts.of(system), Duration.ofMillis(HostPlatform.FOREIGN_PATIENCE_MILLIS));
      case OTHER -> new UnknownHost("this version cannot read the hardware of " + system.title());
    };
  }

  /**
   * Returns the system's notices of devices that come and go; where it gives none, one that only
   * lets time pass.
   *
   * @param linux the system calls, asked for on Linux alone
   * @param remarks learns why there are none where there should be
   */
  public static Notices notices(
      OperatingSystem system, Supplier<Syscalls> linux, Consumer<String> remarks) {
    return switch (system) {
      case LINUX -> {
        Reading<Uevents> uevents = Uevents.open(linux.get());
        uevents.problem().ifPresent(remarks);
        yield uevents.optional().isPresent() ? uevents.optional().get() : new NoNotices();
      }
      case WINDOWS, MACOS, FREEBSD, OPENBSD, NETBSD, DRAGONFLY, OTHER -> new NoNotices();
    };
  }
}
