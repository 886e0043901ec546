package io.packetframe.fastpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.packetframe.bpf.BpfObject;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.host.linux.KernelRelease;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.LockedMemory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The look into the kernel's context: where it is silently not taken, frames are only slower. */
@KernelTest
class KernelContextOnThisKernelTest {
  @Test
  void isTakenWhereTheKernelShowsIt() throws Exception {
    LockedMemory.lift();
    assumeTrue(
        Files.exists(Path.of("/sys/kernel/btf/vmlinux")), "this kernel has no types of its own");
    boolean shows =
        KernelRelease.read(HostFiles.ofThisHost()).optional().orElseThrow().isAtLeast(6, 2);
    assertThat(KernelContext.flagsOffset(LinuxSystem.syscalls()) != 0).isEqualTo(shows);
    if (shows) {
      for (Variant variant : Variant.values()) {
        try (BpfObject taken =
            BpfObject.load(LinuxSystem.syscalls(), variant.object(), variant.withContext())) {
          assertThat(taken.programs()).as(variant.name()).containsOnlyKeys(variant.programs());
        }
      }
    }
  }
}
