package io.packetframe.testing;

import java.util.Optional;

/** Windows, and an image of the tests of eBPF for Windows, judged without the product. */
final class EbpfForWindowsCondition extends RequirementCondition {
  EbpfForWindowsCondition() {
    super(Requirement.EBPF_FOR_WINDOWS);
  }

  @Override
  protected Optional<String> missing() {
    String system = System.getProperty("os.name");
    if (!system.startsWith("Windows")) {
      return Optional.of("this is " + system + ", not Windows");
    }
    return System.getenv("PACKETFRAME_EFW_IMAGE") == null
        ? Optional.of("PACKETFRAME_EFW_IMAGE names no cgroup_count_connect4.sys")
        : Optional.empty();
  }
}
