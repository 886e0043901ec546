package io.packetframe.fastpath;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.PacketFrameException;
import io.packetframe.bpf.link.AttachedXdp;
import io.packetframe.module.Attachment;
import io.packetframe.module.Pause;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.FailingSyscalls;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.HostKernelTest;
import io.packetframe.testing.KernelIds;
import io.packetframe.testing.LockedMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real kernel refuses one system call of a start, each in turn: whatever it was, nothing is
 * left of the start, or it stands whole.
 */
@HostKernelTest
class FastPathFaultsTest {
  /** Each start takes a third of a second: the long tier has time for every call. */
  private static final int EVERY = Integer.getInteger("faults.every", 7);

  private final Syscalls syscalls = LinuxSystem.syscalls();

  @TempDir private Path folder;
  private LiveHost host;

  @BeforeEach
  void open() throws Exception {
    LockedMemory.lift();
    host = new LiveHost(folder);
  }

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void whicheverCallIsRefusedNothingIsLeft() throws Exception {
    List<String> offloads = host.offloads("in");
    KernelIds.assertUnchangedBy(
        syscalls,
        () -> {
          int place = 1;
          while (start(place)) {
            requireNothing(place, offloads);
            place += EVERY;
          }
          requireNothing(place, offloads);
          assertThat(place).as("calls of a start").isGreaterThan(100);
        });
  }

  /** Answers whether there was such a call. A start that stands all the same is taken away. */
  private boolean start(int place) throws Exception {
    boolean[] refused = new boolean[1];
    Syscalls failing = FailingSyscalls.at(place, Errno.ENOMEM, syscalls, () -> refused[0] = true);
    List<Attachment> attached = new ArrayList<>();
    try (FastPath fastPath =
        host.fastPath(
            failing,
            Optional.empty(),
            "attach in auto",
            "attach out generic",
            "allow-prefix 192.0.2.0/24",
            "block-prefix 198.51.100.0/24")) {
      host.call(
          () -> {
            try {
              fastPath.load();
              attached.addAll(fastPath.attach(Pause.uninterrupted()));
            } catch (PacketFrameException e) {
              assertThat(e.getMessage()).as("call " + place).contains("ENOMEM");
            }
            return true;
          });
    }
    if (!attached.isEmpty()) {
      Removal removal = new Removal(syscalls, host.layout(), host.journal());
      assertThat(host.call(() -> removal.run(attached, Duration.ZERO, Pause.uninterrupted())))
          .as("call " + place)
          .isTrue();
    }
    return refused[0];
  }

  private void requireNothing(int place, List<String> offloads) throws Exception {
    for (String port : List.of("in", "out")) {
      assertThat(host.attached(port)).as("call " + place).isEqualTo(new AttachedXdp.Free());
      assertThat(host.offloads(port)).as("call " + place).isEqualTo(offloads);
    }
    assertThat(host.layout().folder()).as("call " + place).doesNotExist();
  }
}
