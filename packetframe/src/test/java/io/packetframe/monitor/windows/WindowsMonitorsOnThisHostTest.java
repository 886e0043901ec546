package io.packetframe.monitor.windows;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.NativeLibrary;
import io.packetframe.monitor.Measurement;
import io.packetframe.monitor.Monitor;
import io.packetframe.monitor.Source;
import io.packetframe.monitor.Support;
import io.packetframe.monitor.Target;
import io.packetframe.monitor.Value;
import io.packetframe.testing.EbpfForWindowsTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The real eBPF for Windows with an image of its own tests, cgroup_count_connect4.sys: it refuses
 * connections to port 8989, and counts them in the map connect4_count_map.
 */
@EbpfForWindowsTest
class WindowsMonitorsOnThisHostTest {
  private static final int PORT = 8989;

  /** Its debug build would show a failed assertion in a window, and wait for somebody to click. */
  @BeforeAll
  static void failedAssertionsGoToTheErrorStream() {
    NativeLibrary runtime = NativeLibrary.getInstance("ucrtbased");
    int toFile = 1;
    int errorStream = -5;
    for (int report = 0; report <= 2; report++) {
      runtime.getFunction("_CrtSetReportMode").invokeInt(new Object[] {report, toFile});
      runtime
          .getFunction("_CrtSetReportFile")
          .invokeLong(new Object[] {report, (long) errorStream});
    }
    runtime.getFunction("_set_error_mode").invokeInt(new Object[] {1});
  }

  @Test
  void theDriverAnswers() {
    assertThat(WindowsMonitors.ofThisHost().support())
        .filteredOn(Support::works)
        .extracting(Support::what)
        .contains("native images of a caller");
  }

  @Test
  void connectionsAreCounted() throws Exception {
    Path image = Path.of(System.getenv("PACKETFRAME_EFW_IMAGE"));
    try (Monitor monitor = WindowsMonitors.ofThisHost().load(new Source.NativeImage(image))) {
      monitor.attach(new Target.SocketHook(Target.Socket.CONNECT4));
      long before = count(monitor);
      try (Socket socket = new Socket()) {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        socket.connect(new InetSocketAddress(loopback, PORT), 10_000);
      } catch (IOException e) {
        assertThat(count(monitor)).as(e.toString()).isGreaterThan(before);
        return;
      }
      throw new AssertionError("a connection that the image refuses");
    }
  }

  private static long count(Monitor monitor) throws Exception {
    for (Measurement each : monitor.read().measurements()) {
      if (each.name().equals("connect4_count_map")
          && each.value() instanceof Value.Counter counter) {
        return counter.value();
      }
    }
    return 0;
  }
}
