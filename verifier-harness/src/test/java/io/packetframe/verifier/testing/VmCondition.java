package io.packetframe.verifier.testing;

import io.packetframe.testing.Requirement;
import io.packetframe.testing.RequirementCondition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** QEMU and the programs that go with it, judged without any code of the harness. */
final class VmCondition extends RequirementCondition {
  VmCondition() {
    super(Requirement.VM);
  }

  @Override
  protected Optional<String> missing() {
    List<String> missing =
        List.of("qemu-system-x86_64", "qemu-system-aarch64", "busybox", "setpriv").stream()
            .filter(program -> !onPath(program))
            .toList();
    return missing.isEmpty() ? Optional.empty() : Optional.of("not installed: " + missing);
  }

  private static boolean onPath(String program) {
    return Arrays.stream(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
