package io.packetframe.fastpath;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.module.Pause;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.testing.ChecksumLessSender;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.Links;
import io.packetframe.testing.LockedMemory;
import io.packetframe.testing.Wire;
import io.packetframe.wire.PassProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the stack at the other end of a veth sends has no checksum yet, and leaves with one all the
 * same: {@code run} has switched off what left it to hardware.
 */
@KernelTest
class ChecksumLeftToHardwareTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final String DATAGRAM = LiveHost.FRAME;
  private static final String SEGMENT = "tcp 192.0.9.1:1000 > 192.0.2.9:80 len 32 ack ";
  private static final String SYN = "tcp 192.0.9.1:1000 > 192.0.2.9:80 syn ";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"native", "generic"})
  void isWholeWhereItLeaves(String mode) throws Exception {
    LockedMemory.lift();
    try (LiveHost host = new LiveHost(folder);
        PassProgram _ =
            host.call(() -> PassProgram.on(LinuxSystem.syscalls(), List.of("out-peer")));
        FastPath fastPath =
            host.fastPath(
                LinuxSystem.syscalls(),
                Optional.empty(),
                "attach in " + mode,
                "allow-prefix 192.0.2.0/24",
                "mss-clamp 1200")) {
      host.call(fastPath::load);
      host.call(() -> fastPath.attach(Pause.uninterrupted()));
      assertThat(comesOut(host, DATAGRAM, DATAGRAM)).as("a datagram").isTrue();
      assertThat(comesOut(host, SEGMENT, SEGMENT)).as("a segment").isTrue();
      assertThat(comesOut(host, SYN + "mss 1460 ", SYN + "mss 1200 ")).as("clamped").isTrue();
      assertThat(host.counter(fastPath, "fwd_ok")).isEqualTo(3);
      host.call(
          () -> {
            fastPath.detach();
            return true;
          });
    }
  }

  private static boolean comesOut(LiveHost host, String frame, String out) throws Exception {
    byte[] sent = FastPathBed.bytes(frame);
    byte[] expected = FastPathBed.bytes(out + "ttl 63" + Router.FROM_OUT);
    return host.call(
        () -> {
          try (ChecksumLessSender sender = ChecksumLessSender.on(Links.index("in-peer"));
              Wire far = Wire.on(Links.index("out-peer"))) {
            sender.send(sent);
            return far.sees(expected, PATIENCE);
          }
        });
  }
}
