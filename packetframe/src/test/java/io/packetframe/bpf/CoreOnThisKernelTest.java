package io.packetframe.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.packetframe.btf.CoreRelocator;
import io.packetframe.elf.ObjectFile;
import io.packetframe.spec.ObjectSpec;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.KernelIds;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.LockedMemory;
import io.packetframe.testing.TestObjects;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The verifier knows the types of the kernel: it takes a load only where a member is. */
@KernelTest
class CoreOnThisKernelTest {
  private final Syscalls syscalls = LinuxSystem.syscalls();

  @BeforeEach
  void needsTypes() {
    LockedMemory.lift();
    if (!Files.exists(Path.of("/sys/kernel/btf/vmlinux"))) {
      abort("this kernel has no types of its own");
    }
  }

  @Test
  void loadsGoWhereTheMembersAre() throws Exception {
    KernelIds.assertUnchangedBy(
        syscalls,
        () -> {
          try (Program program = load("read")) {
            assertThat(program.info().name()).isEqualTo("read");
          }
        });
  }

  @Test
  void whatIsNotThereIsRefusedWhereItIsReached() {
    assertThatThrownBy(() -> load("reach").close())
        .isInstanceOfSatisfying(
            BpfException.class, e -> assertThat(e.log().text()).contains("unknown#195896080"));
  }

  private Program load(String name) throws Exception {
    ObjectSpec object = ObjectFile.parse(TestObjects.bytes("core_kernel"));
    ProgramSpec program = object.program(name).orElseThrow();
    try (KernelTypes types = KernelTypes.ofThisKernel(syscalls)) {
      ProgramSpec relocated =
          new CoreRelocator(object.btf().orElseThrow(), types).relocate(program);
      return Program.load(syscalls, relocated, types.target(program.section()));
    }
  }
}
