package io.packetframe.verifier.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.verifier.image.Content;
import io.packetframe.verifier.image.Initramfs;
import io.packetframe.verifier.testing.Repository;
import io.packetframe.verifier.testing.TestKernel;
import io.packetframe.verifier.testing.VmTest;
import io.packetframe.verifier.vm.Accelerator.Tcg;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A real kernel, booted to an init of ours. */
@VmTest
class BootTest {
  @Test
  void canaryLivesUnderEmulation() throws Exception {
    Path work = Repository.work("canary");
    Path initramfs = work.resolve("initramfs");
    Files.deleteIfExists(initramfs);
    new Initramfs()
        .device("dev/console", 5, 1)
        .file("bin/busybox", Path.of("/bin/busybox"))
        .link("bin/sh", "busybox")
        .program("init", Content.of(Repository.path("qemu-images/guest/canary")))
        .appendTo(initramfs);
    BootCanary canary =
        new BootCanary("qemu-system-x86_64", TestKernel.obtain().image(), initramfs, work);
    assertThat(canary.whyNot(new Tcg())).isEmpty();
  }
}
