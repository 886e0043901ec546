package io.packetframe.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Root on Linux with bpf(2) within reach, judged without any code of the product. */
final class KernelCondition extends RequirementCondition {
  private static final int CAP_SYS_ADMIN = 21;

  KernelCondition() {
    super(Requirement.KERNEL);
  }

  @Override
  protected Optional<String> missing() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return Optional.of("this is " + System.getProperty("os.name") + ", not Linux");
    }
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("CapEff:")) {
          long capabilities = Long.parseUnsignedLong(line.substring(7).strip(), 16);
          return (capabilities >>> CAP_SYS_ADMIN & 1) == 1
              ? Optional.empty()
              : Optional.of("the tests do not run as root (no CAP_SYS_ADMIN)");
        }
      }
    } catch (IOException e) {
      return Optional.of("/proc/self/status cannot be read: " + e.getMessage());
    }
    return Optional.of("/proc/self/status has no CapEff line");
  }
}
