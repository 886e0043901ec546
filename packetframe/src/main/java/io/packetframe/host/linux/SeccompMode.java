package io.packetframe.host.linux;

import java.util.Optional;

/** Whether a filter judges our system calls before the kernel does. */
public enum SeccompMode {
  /** No filter. */
  DISABLED,
  /** Only read, write and exit: no JVM would live. */
  STRICT,
  /** A filter, as container engines set it: its refusals look like the kernel's. */
  FILTER;

  /** Parses the number of {@code /proc/PID/status}: the modes of linux/seccomp.h. */
  static Optional<SeccompMode> parse(String number) {
    return switch (number) {
      case "0" -> Optional.of(DISABLED);
      case "1" -> Optional.of(STRICT);
      case "2" -> Optional.of(FILTER);
      default -> Optional.empty();
    };
  }
}
