package io.packetframe.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A system that has bpf(4), and a device that this user may open, judged without the product. */
final class BpfDeviceCondition extends RequirementCondition {
  private static final Set<String> SYSTEMS =
      Set.of("Mac OS X", "FreeBSD", "OpenBSD", "NetBSD", "DragonFlyBSD");

  BpfDeviceCondition() {
    super(Requirement.BPF_DEVICE);
  }

  @Override
  protected Optional<String> missing() {
    String system = System.getProperty("os.name");
    if (!SYSTEMS.contains(system)) {
      return Optional.of("this is " + system + ", which has no bpf(4)");
    }
    boolean isReadable =
        List.of("/dev/bpf", "/dev/bpf0").stream().map(Path::of).anyMatch(Files::isReadable);
    return isReadable ? Optional.empty() : Optional.of("/dev/bpf is not for this user");
  }
}
