package io.packetframe.host;

import io.packetframe.host.bsd.BsdHost;
import io.packetframe.host.command.Commands;
import io.packetframe.host.command.SystemCommands;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.host.linux.LinuxHost;
import io.packetframe.host.linux.Reading;
import io.packetframe.host.linux.Uevents;
import io.packetframe.host.macos.MacHost;
import io.packetframe.host.oshi.OshiHosts;
import io.packetframe.host.windows.WindowsHost;
import io.packetframe.sys.linux.Syscalls;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Chooses how to ask the machine that we run on. */
public final class HostPlatforms {
  /** Ten times what a large machine's list of devices takes. */
  private static final int MOST_OUTPUT_BYTES = 4 << 20;

  private HostPlatforms() {}

  /**
   * Returns the host as that system shows it.
   *
   * @param linux the system calls, asked for on Linux alone
   */
  public static HostPlatform of(OperatingSystem system, Supplier<Syscalls> linux) {
    return switch (system) {
      case LINUX -> LinuxHost.of(HostFiles.ofThisHost(), linux);
      case WINDOWS -> patient(WindowsHost.of(OshiHosts.of(system)));
      case MACOS -> patient(new MacHost(OshiHosts.of(system), commands()));
      case FREEBSD, OPENBSD, NETBSD, DRAGONFLY ->
          patient(new BsdHost(OshiHosts.of(system), system, commands()));
      case OTHER -> new UnknownHost("this version cannot read the hardware of " + system.title());
    };
  }

  private static HostPlatform patient(HostPlatform host) {
    return new PatientHost(host, Duration.ofMillis(HostPlatform.FOREIGN_PATIENCE_MILLIS));
  }

  /** Each program may take half of the time that its question has. */
  private static Commands commands() {
    return new SystemCommands(
        Duration.ofMillis(HostPlatform.FOREIGN_PATIENCE_MILLIS / 2), MOST_OUTPUT_BYTES);
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
