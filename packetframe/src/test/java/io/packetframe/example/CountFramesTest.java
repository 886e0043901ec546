package io.packetframe.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.bpf.link.AttachedXdp;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.FrameSender;
import io.packetframe.testing.KernelIds;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.LockedMemory;
import io.packetframe.testing.TestLink;
import io.packetframe.testing.TestObjects;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the loader's page works on the kernel that runs the tests. */
@KernelTest
class CountFramesTest {
  private static final int FRAMES = 10;

  private final Syscalls syscalls = LinuxSystem.syscalls();

  @Test
  void theExampleCountsAndLeavesNothingBehind(@TempDir Path directory) throws Exception {
    LockedMemory.lift();
    Path file = directory.resolve("count.bpf.o");
    Files.write(file, TestObjects.bytes("count"));
    try (TestLink veth = TestLink.veth().up();
        FrameSender sender = FrameSender.on(veth.peerIndex())) {
      KernelIds.assertUnchangedBy(
          syscalls,
          () ->
              // The stack itself may send a few more, e.g. for IPv6.
              assertThat(CountFrames.during(() -> sender.send(FRAMES), file, veth.index()))
                  .isBetween((long) FRAMES, 10L * FRAMES));
      assertThat(AttachedXdp.on(syscalls, veth.index())).isInstanceOf(AttachedXdp.Free.class);
    }
  }
}
