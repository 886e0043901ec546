package io.packetframe.fastpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.packetframe.PacketFrameException;
import io.packetframe.module.Pause;
import io.packetframe.monitor.Measurement;
import io.packetframe.monitor.Monitor;
import io.packetframe.monitor.Value;
import io.packetframe.monitor.linux.LinuxMonitors;
import io.packetframe.net.InterfaceName;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.KernelIds;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.LockedMemory;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A port that runs the fast path, watched: what is forwarded is counted, and still forwarded. */
@KernelTest
class MonitoredPortTest {
  private static final int TIMES = 7;

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

  @ParameterizedTest
  @EnumSource(Stages.class)
  void framesAreCountedInFrontOfTheFastPath(Stages stages) throws Exception {
    KernelIds.assertUnchangedBy(syscalls, () -> watch(stages, "native"));
  }

  @ParameterizedTest
  @EnumSource(Stages.class)
  void inGenericModeToo(Stages stages) throws Exception {
    KernelIds.assertUnchangedBy(syscalls, () -> watch(stages, "generic"));
  }

  private void watch(Stages stages, String mode) throws Exception {
    try (FastPath fastPath =
        host.fastPath(
            syscalls,
            Optional.of(stages),
            "attach in " + mode,
            "attach out " + mode,
            "allow-prefix 192.0.2.0/24")) {
      host.call(fastPath::load);
      host.call(() -> fastPath.attach(Pause.uninterrupted()));
      Monitor in = monitor("in");
      Monitor out = monitor("out");
      // Closed in the router's namespace, where the filters of kernels without TCX are.
      try (AutoCloseable _ = () -> host.call(() -> closed(in));
          AutoCloseable _ = () -> host.call(() -> closed(out))) {
        assertThat(in.remarks())
            .anyMatch(
                remark ->
                    remark.startsWith("ingress of in: counted in front of program ")
                        && remark.endsWith(", " + mode));
        long before = counted(in, "in", "udp");
        long beforeOut = counted(out, "out", "udp");
        for (int i = 0; i < TIMES; i++) {
          assertThat(host.forwards(LiveHost.FRAME)).isTrue();
        }
        assertThat(counted(in, "in", "udp") - before).isEqualTo(TIMES);
        assertThat(counted(out, "out", "udp")).isEqualTo(beforeOut);
        host.call(
            () -> {
              fastPath.detach();
              return true;
            });
        assertThatThrownBy(() -> host.call(in::read))
            .hasMessageStartingWith("interface in no longer runs program ")
            .hasMessageEndingWith(": start the monitor again");
      }
    }
  }

  private Monitor monitor(String port) throws Exception {
    try {
      return host.call(() -> LinuxMonitors.ofThisHost(syscalls).network(new InterfaceName(port)));
    } catch (PacketFrameException e) {
      assumeThat(e.getMessage())
          .as("this kernel refuses tracing programs to root")
          .doesNotEndWith("load TRACING program net_passing: EPERM (operation not permitted)");
      throw e;
    }
  }

  private static boolean closed(Monitor monitor) {
    monitor.close();
    return true;
  }

  private long counted(Monitor monitor, String port, String name) throws Exception {
    Map<String, String> labels = Map.of("interface", port, "direction", "ingress");
    for (Measurement each : host.call(monitor::read).measurements()) {
      if (each.name().equals(name)
          && each.labels().equals(labels)
          && each.value() instanceof Value.Counter counter) {
        return counter.value();
      }
    }
    throw new AssertionError("no " + name + labels);
  }
}
