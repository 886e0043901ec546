package io.packetframe.host.oshi;

import io.packetframe.host.HostPlatform;
import io.packetframe.host.OperatingSystem;
import io.packetframe.host.UnknownHost;
import oshi.SystemInfo;
import oshi.util.GlobalConfig;
import oshi.util.PlatformEnum;

/** Loads OSHI: apart from who asks for it, so that its absence is an error that can be caught. */
final class SeenByOshi {
  /** Without a logging backend, SLF4J would complain of that on the standard error stream. */
  private static final String LOGGING_VERBOSITY = "slf4j.internal.verbosity";

  /** OSHI would give an answer a second time for 300 ms, and two samples may be nearer. */
  private static final int OLDEST_MILLIS = 50;

  private SeenByOshi() {}

  static HostPlatform host(OperatingSystem system) {
    if (System.getProperty(LOGGING_VERBOSITY) == null) {
      System.setProperty(LOGGING_VERBOSITY, "ERROR");
    }
    PlatformEnum seen = PlatformEnum.getCurrentPlatform();
    if (seen != platform(system)) {
      return new UnknownHost(
          "OSHI takes this machine for " + seen.getName() + ", and not for " + system.title());
    }
    GlobalConfig.set(GlobalConfig.OSHI_UTIL_MEMOIZER_EXPIRATION, OLDEST_MILLIS);
    GlobalConfig.set(GlobalConfig.OSHI_UTIL_WMI_TIMEOUT, HostPlatform.FOREIGN_PATIENCE_MILLIS / 2);
    SystemInfo information = new SystemInfo();
    return new OshiHost(system, information::getHardware, information::getOperatingSystem);
  }

  private static PlatformEnum platform(OperatingSystem system) {
    return switch (system) {
      case LINUX -> PlatformEnum.LINUX;
      case WINDOWS -> PlatformEnum.WINDOWS;
      case MACOS -> PlatformEnum.MACOS;
      case FREEBSD -> PlatformEnum.FREEBSD;
      case OPENBSD -> PlatformEnum.OPENBSD;
      case NETBSD -> PlatformEnum.NETBSD;
      case DRAGONFLY -> PlatformEnum.DRAGONFLYBSD;
      // No platform of OSHI's that we know is this one, so that nothing is asked.
      case OTHER -> PlatformEnum.WINDOWSCE;
    };
  }
}
