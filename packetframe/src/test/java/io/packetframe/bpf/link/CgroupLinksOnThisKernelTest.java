package io.packetframe.bpf.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.spec.AttachType;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.KernelIds;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.LockedMemory;
import io.packetframe.testing.OpenDescriptors;
import io.packetframe.testing.PrivateMount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cgroup of the test's own, in which a shell opens a device. */
@KernelTest
class CgroupLinksOnThisKernelTest {
  private static final int ALLOW = 1;

  private final Syscalls syscalls = LinuxSystem.syscalls();

  @TempDir private Path directory;

  @FunctionalInterface
  private interface Attach {
    Link to(Program program, Path cgroup, AttachType type) throws BpfException;
  }

  @BeforeAll
  static void makeRoom() {
    LockedMemory.lift();
  }

  @Test
  void aLinkCallsTheProgramUntilItIsClosed() throws Exception {
    isCalledUntilItIsClosed(Cgroup::attach, Way.BPF_LINK);
  }

  @Test
  void soDoesBpfProgAttach() throws Exception {
    isCalledUntilItIsClosed(Cgroup::attachByProgAttach, Way.PROG_ATTACH);
  }

  @Test
  void aDirectoryThatIsNoCgroupIsRefused() throws Exception {
    try (CountingProgram program = CountingProgram.load(syscalls, "cgroup/dev", ALLOW)) {
      assertThatThrownBy(
              () -> Cgroup.attach(program.program(), directory, AttachType.CGROUP_DEVICE).close())
          .hasMessage(
              "attach CGROUP_DEVICE to cgroup " + directory + ": EBADF (bad file descriptor)");
      assertThatThrownBy(
              () ->
                  Cgroup.attach(
                          program.program(), directory.resolve("none"), AttachType.CGROUP_DEVICE)
                      .close())
          .hasMessageContaining("/none: open the directory: ENOENT");
    }
  }

  private void isCalledUntilItIsClosed(Attach attach, Way way) throws Exception {
    try (PrivateMount cgroups = PrivateMount.of("cgroup2", directory)) {
      Path cgroup =
          Files.createDirectory(
              cgroups.directory().resolve("pf-test-" + ProcessHandle.current().pid()));
      try {
        KernelIds.assertUnchangedBy(syscalls, () -> exchange(attach, way, cgroup));
      } finally {
        Files.delete(cgroup);
      }
    }
  }

  private void exchange(Attach attach, Way way, Path cgroup) throws Exception {
    List<String> before = OpenDescriptors.targets();
    try (CountingProgram first = CountingProgram.load(syscalls, "cgroup/dev", ALLOW);
        CountingProgram second = CountingProgram.load(syscalls, "cgroup/dev", ALLOW)) {
      try (Link link = attach.to(first.program(), cgroup, AttachType.CGROUP_DEVICE)) {
        assertThat(link.way()).isEqualTo(way);
        openDevice(cgroup);
        assertThat(first.count()).isPositive();
        link.update(second.program());
        long counted = first.count();
        openDevice(cgroup);
        assertThat(first.count()).isEqualTo(counted);
        assertThat(second.count()).isPositive();
      }
      long counted = second.count();
      openDevice(cgroup);
      assertThat(second.count()).as("after close").isEqualTo(counted);
    }
    assertThat(OpenDescriptors.targets()).isEqualTo(before);
  }

  private static void openDevice(Path cgroup) throws Exception {
    Process shell =
        new ProcessBuilder("sh", "-c", "echo $$ > " + cgroup + "/cgroup.procs && : < /dev/zero")
            .inheritIO()
            .start();
    assertThat(shell.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(shell.exitValue()).isZero();
  }
}
