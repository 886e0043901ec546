package io.packetframe.host.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessPrivilegesTest {
  private static final String STATUS =
      """
      Name:\tUid:
      Uid:\t1000\t0\t1000\t1000
      CapEff:\t000001ffffffffff
      CapBnd:\t0000000000001000
      NoNewPrivs:\t1
      Seccomp:\t2
      Seccomp_filters:\t1
      """;

  @TempDir Path root;

  @Test
  void parses() {
    ProcessPrivileges privileges = ProcessPrivileges.parse(STATUS, true).orElseThrow();
    assertThat(privileges.effectiveUser()).isZero();
    assertThat(privileges.effective().has(Capability.CAP_BPF)).isTrue();
    assertThat(privileges.bounding().has(Capability.CAP_BPF)).isFalse();
    assertThat(privileges.bounding().has(Capability.CAP_NET_ADMIN)).isTrue();
    assertThat(privileges.seccomp()).isEqualTo(SeccompMode.FILTER);
    assertThat(privileges.noNewPrivileges()).isTrue();
    assertThat(privileges.initialUserNamespace()).isTrue();
  }

  @Test
  void takesAKernelWithoutSeccomp() {
    assertThat(ProcessPrivileges.parse(STATUS.replace("Seccomp:\t2\n", ""), true))
        .map(ProcessPrivileges::seccomp)
        .contains(SeccompMode.DISABLED);
  }

  @Test
  void refusesWhatIsIncomplete() {
    for (String line : STATUS.lines().toList()) {
      String name = line.substring(0, line.indexOf(':'));
      Optional<ProcessPrivileges> parsed =
          ProcessPrivileges.parse(STATUS.replace(line + "\n", name + ":\tx y\n"), true);
      boolean isNeeded =
          !name.equals("Name") && !name.equals("NoNewPrivs") && !name.equals("Seccomp_filters");
      assertThat(parsed.isEmpty()).as(name).isEqualTo(isNeeded);
    }
    assertThat(ProcessPrivileges.parse("", true)).isEmpty();
  }

  @Test
  void knowsTheInitialUserNamespaceByItsNumber() throws IOException {
    Path link = root.resolve("proc/self/ns/user");
    Files.createDirectories(link.getParent());
    // A namespace may map every user to itself and still be another one.
    Files.writeString(root.resolve("proc/self/uid_map"), "0 0 4294967295\n");
    assertThat(UserNamespace.isInitial(new HostFiles(root))).isTrue();
    Files.createSymbolicLink(link, Path.of("user:[4026532245]"));
    assertThat(UserNamespace.isInitial(new HostFiles(root))).isFalse();
    Files.delete(link);
    Files.createSymbolicLink(link, Path.of("user:[4026531837]"));
    assertThat(UserNamespace.isInitial(new HostFiles(root))).isTrue();
  }

  @Test
  void fallsBackToTheUserMap() {
    assertThat(UserNamespace.mapsEveryUserToItself("         0          0 4294967295\n")).isTrue();
    assertThat(UserNamespace.mapsEveryUserToItself("         0       1000          1\n")).isFalse();
    assertThat(UserNamespace.mapsEveryUserToItself("0 0 1\n1 1 4294967294\n")).isFalse();
    assertThat(UserNamespace.mapsEveryUserToItself("")).isFalse();
  }
}
