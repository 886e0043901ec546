package io.packetframe.host.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.testing.KernelTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The readers on the kernel under the tests: what is true of every Linux that we support. */
@KernelTest
class ThisHostTest {
  private final HostFiles files = HostFiles.ofThisHost();

  @Test
  void theKernelSaysWhichItIs() {
    KernelRelease release = KernelRelease.read(files).optional().orElseThrow();
    assertThat(release.text()).isEqualTo(System.getProperty("os.version"));
    assertThat(Sysctl.read(files, "net.ipv4.ip_forward").optional().orElseThrow()).isIn("0", "1");
  }

  @Test
  void theConfigurationHasBpfOrSaysWhereItLooked() {
    switch (KernelConfigurationSearch.read(files, KernelRelease.read(files))) {
      case KernelConfigurationSearch.Found(_, KernelConfiguration configuration) ->
          assertThat(configuration.isBuiltIn("CONFIG_BPF_SYSCALL")).isTrue();
      case KernelConfigurationSearch.NotReadable(List<String> problems) ->
          assertThat(problems).hasSize(4);
    }
  }

  @Test
  void theProcessIsPrivileged() {
    ProcessPrivileges privileges = ProcessPrivileges.read(files).optional().orElseThrow();
    assertThat(privileges.effective().has(Capability.CAP_SYS_ADMIN)).isTrue();
    assertThat(privileges.initialUserNamespace()).isTrue();
  }

  @Test
  void procIsMountedWhereWeReadIt() {
    MountTable mounts = MountTable.read(files).optional().orElseThrow();
    assertThat(mounts.covering("/proc/self").orElseThrow().type()).isEqualTo("proc");
  }

  @Test
  void loopbackIsThere() {
    NetworkInterfaces interfaces = new NetworkInterfaces(files);
    for (String name : interfaces.names().optional().orElseThrow()) {
      assertThat(interfaces.find(name).problem()).as(name).isEmpty();
    }
    NetworkInterface loopback = interfaces.find("lo").optional().orElseThrow();
    assertThat(loopback.index()).isEqualTo(1);
    assertThat(loopback.isVirtual()).isTrue();
    assertThat(loopback.isEthernet()).isFalse();
  }

  @Test
  void weAreFoundHoldingAProgram() throws BpfException, IOException {
    ProgramSpec pass =
        new ProgramSpec(
            "held", ProgramType.XDP, List.of(Instruction.move(0, 2), Instruction.exit()), "GPL");
    int self = Math.toIntExact(ProcessHandle.current().pid());
    int id;
    try (Program _ = Program.load(LinuxSystem.syscalls(), pass)) {
      id = programThatWeHold();
      assertThat(BpfObjectHolders.ofProgram(files, id).holders())
          .extracting(BpfObjectHolder::processId)
          .containsExactly(self);
      assertThat(BpfObjectHolders.ofLink(files, id).holders())
          .extracting(BpfObjectHolder::processId)
          .doesNotContain(self);
    }
    assertThat(BpfObjectHolders.ofProgram(files, id).holders()).isEmpty();
  }

  /** Finds the id without our reader: in the only information that speaks of a program. */
  private static int programThatWeHold() throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fdinfo"))) {
      for (Path descriptor : descriptors.toList()) {
        if (Files.exists(descriptor)) {
          for (String line : Files.readAllLines(descriptor)) {
            if (line.startsWith("prog_id:")) {
              return Integer.parseInt(line.substring("prog_id:".length()).strip());
            }
          }
        }
      }
    }
    throw new AssertionError("no descriptor of ours is a program");
  }
}
