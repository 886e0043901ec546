package io.packetframe.monitor.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.CompiledLibrary;
import io.packetframe.PacketFrameException;
import io.packetframe.monitor.Measurement;
import io.packetframe.monitor.Monitor;
import io.packetframe.monitor.Source;
import io.packetframe.monitor.Support;
import io.packetframe.monitor.Target;
import io.packetframe.monitor.Target.Socket;
import io.packetframe.monitor.Target.SocketHook;
import io.packetframe.monitor.Unit;
import io.packetframe.monitor.Value;
import io.packetframe.net.InterfaceName;
import io.packetframe.sys.windows.EbpfAttributes;
import io.packetframe.sys.windows.EbpfResult;
import io.packetframe.sys.windows.JnaEbpfApi;
import io.packetframe.sys.windows.TestSigning;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** ebpfapi.dll as fake_ebpfapi.c has it, called through the same functions as the real one. */
class WindowsMonitorsTest {
  private static final Path FILE = Path.of("C:\\images\\sockets.sys");

  /** Windows keeps a library that is loaded. */
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory = Path.of("");

  /** A path that is absolute for Windows is none for Linux. */
  private static Monitor load(FakeEbpf fake) throws Exception {
    return LoadedImage.load(JnaEbpfApi.of(fake.path()), FILE);
  }

  private static Map<String, Long> counters(Monitor monitor) throws Exception {
    Map<String, Long> counters = new TreeMap<>();
    for (Measurement each : monitor.read().measurements()) {
      if (each.value() instanceof Value.Counter counter) {
        counters.put(each.name() + each.labels(), counter.value());
      }
    }
    return counters;
  }

  @Test
  void whatSocketsDoIsCountedExactly() throws Exception {
    FakeEbpf fake = FakeEbpf.of(directory);
    try (Monitor monitor = load(fake)) {
      fake.event(FakeEbpf.CONNECT4, 443, 1000);
      assertThat(counters(monitor)).isEqualTo(Map.of("binds{}", 0L, "connects{}", 0L));
      monitor.attach(new SocketHook(Socket.CONNECT4));
      monitor.attach(new SocketHook(Socket.BIND));
      for (int i = 0; i < 7; i++) {
        fake.event(FakeEbpf.CONNECT4, i < 5 ? 443 : 65_535, 100 + i);
      }
      fake.event(FakeEbpf.BIND, 0, 0);
      assertThat(counters(monitor))
          .isEqualTo(
              Map.of(
                  "binds{}", 1L,
                  "connects{}", 7L,
                  "port_bytes{key=443}", 510L,
                  "port_bytes{key=65535}", 211L));
      assertThat(monitor.read().measurements())
          .contains(
              new Measurement(
                  "held",
                  Map.of(),
                  Unit.NANOSECONDS,
                  new Value.Histogram(List.of(2L, 2L, 2L, 1L), 721)));
      assertThat(monitor.remarks())
          .containsExactly(
              "map .rodata is not shown: no name of a value",
              "map events is not shown: a ringbuf holds no values",
              "map a_name_of_sixty_three_bytes_is_the_longest_that_there_is___log2"
                  + " is not shown: there is no"
                  + " a_name_of_sixty_three_bytes_is_the_longest_that_there_is___sum");
    }
    assertThat(fake.problem()).isEmpty();
    assertThat(fake.openDescriptors()).isZero();
  }

  /** The parameter is the interface's number; the program's section says no hook. */
  @Test
  void framesAreThoseOfAnInterface() throws Exception {
    FakeEbpf fake = FakeEbpf.of(directory);
    InterfaceName name =
        new InterfaceName(NetworkInterface.networkInterfaces().findFirst().orElseThrow().getName());
    try (Monitor monitor = load(fake)) {
      monitor.attach(new Target.Frames(name, Target.Direction.INGRESS));
      fake.event(FakeEbpf.XDP, 1, 60);
      assertThat(counters(monitor)).containsEntry("connects{}", 1L);
      assertThatThrownBy(() -> monitor.attach(new Target.Frames(name, Target.Direction.EGRESS)))
          .hasMessage("egress of " + name + ": eBPF for Windows sees frames come in, not go out");
      assertThatThrownBy(
              () ->
                  monitor.attach(
                      new Target.Frames(new InterfaceName("none"), Target.Direction.INGRESS)))
          .hasMessage("interface none is not there");
    }
    assertThat(fake.problem()).isEmpty();
    assertThat(fake.openDescriptors()).isZero();
  }

  @Test
  void aTargetThatNothingFitsIsSaid() throws Exception {
    FakeEbpf fake = FakeEbpf.of(directory);
    try (Monitor monitor = load(fake)) {
      assertThatThrownBy(() -> monitor.attach(new SocketHook(Socket.CONNECT6)))
          .hasMessage("no program of " + FILE + " fits connect by IPv6 of sockets");
      assertThatThrownBy(() -> monitor.attach(new Target.RawTracepoint("sched_switch")))
          .hasMessage("raw tracepoint sched_switch: eBPF for Windows has no such hook");
    }
    assertThat(fake.openDescriptors()).isZero();
  }

  @Test
  void anImageMayHaveMoreThanThereIsRoomForAtFirst() throws Exception {
    FakeEbpf fake = FakeEbpf.of(directory);
    fake.tell("more_maps", 40);
    try (Monitor monitor = load(fake)) {
      assertThat(counters(monitor)).hasSize(2);
      assertThat(fake.openDescriptors()).isGreaterThan(48);
    }
    assertThat(fake.problem()).isEmpty();
    assertThat(fake.openDescriptors()).isZero();
  }

  @Test
  void zeroIsNoDescriptor() throws Exception {
    FakeEbpf fake = FakeEbpf.of(directory);
    fake.tell("zero_descriptor");
    assertThatThrownBy(() -> load(fake))
        .hasMessage(FILE + ": loaded with a descriptor that is none");
    assertThat(fake.problem()).isEmpty();
    assertThat(fake.openDescriptors()).isZero();
  }

  @Test
  void aFileThatIsNotThereIsNamed() throws Exception {
    FakeEbpf fake = FakeEbpf.of(directory);
    assertThatThrownBy(() -> LoadedImage.load(JnaEbpfApi.of(fake.path()), Path.of("/none.sys")))
        .hasMessage(
            "native image "
                + Path.of("/none.sys")
                + " is not loaded: EBPF_FILE_NOT_FOUND (file not found)");
  }

  /** A path of Java's would need a locale that has the letter. */
  @Test
  void namesOfFilesAreUtf8() throws Exception {
    FakeEbpf fake = FakeEbpf.of(directory);
    ByteBuffer count = EbpfAttributes.memory(Long.BYTES);
    ByteBuffer fds = EbpfAttributes.memory(0);
    int result = JnaEbpfApi.of(fake.path()).loadNative("C:\\images\\ä.sys", count, fds, count, fds);
    assertThat(EbpfResult.text(result)).isEqualTo("EBPF_ACCESS_DENIED (access denied)");
  }

  private static void everything(FakeEbpf fake) throws Exception {
    try (Monitor monitor = load(fake)) {
      monitor.attach(new SocketHook(Socket.CONNECT4));
      monitor.attach(new SocketHook(Socket.BIND));
      fake.event(FakeEbpf.CONNECT4, 443, 1);
      counters(monitor);
    }
  }

  /** Detaching is the one call that may fail unheard: closing detaches too. */
  @Test
  void eachCallFailsOnceAndNothingIsLeft() throws Exception {
    FakeEbpf fake = FakeEbpf.of(directory);
    fake.tell("fail", -1);
    everything(fake);
    int calls = fake.calls();
    assertThat(calls).isGreaterThan(20);
    List<Integer> unheard = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      fake.tell("fail", i);
      try {
        everything(fake);
        unheard.add(i);
      } catch (PacketFrameException e) {
        assertThat(e.getMessage()).containsAnyOf("EBPF_FAILED (failed)", "EINVAL");
      }
      assertThat(fake.openDescriptors()).as("after call " + i + " failed").isZero();
    }
    assertThat(unheard).containsExactly(calls - 2, calls - 1);
    assertThat(fake.problem()).isEmpty();
  }

  @Test
  void supportIsFoundByTrying() throws Exception {
    FakeEbpf fake = FakeEbpf.of(directory);
    assertThat(fake.monitors(TestSigning.ON).support())
        .filteredOn(Support::works)
        .containsExactly(
            new Support(
                "native images of a caller",
                true,
                "the driver makes maps, for 3 processors; whether Windows takes an image's"
                    + " signature shows when it is loaded"),
            new Support(
                "programs compiled on this host", true, "a program of two instructions loads"));
    fake.tell("without_compiler");
    assertThat(fake.monitors(TestSigning.ON).support())
        .contains(
            new Support(
                "programs compiled on this host",
                false,
                "two instructions are refused: EINVAL (invalid argument)"));
    assertThat(fake.openDescriptors()).isZero();
    assertThat(fake.problem()).isEmpty();
  }

  @Test
  void aDriverThatDoesNotAnswerIsSaidWithWhatItWouldNeed() throws Exception {
    FakeEbpf fake = FakeEbpf.of(directory);
    fake.tell("without_driver");
    assertThat(fake.monitors(TestSigning.OFF).support().getFirst().why())
        .isEqualTo(
            "the driver makes no map: EINVAL (invalid argument); its releases are signed for"
                + " tests, and this Windows takes no such drivers (bcdedit /set testsigning on)");
    assertThat(fake.monitors(TestSigning.OFF).support()).noneMatch(Support::works);
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its own registry answers there")
  void theRegistrySaysWhetherTestSignaturesAreTaken() throws Exception {
    FakeEbpf fake = FakeEbpf.of(directory);
    assertThat(TestSigning.of(fake.path())).isEqualTo(TestSigning.ON);
    assertThat(TestSigning.of("no-such-library")).isEqualTo(TestSigning.UNKNOWN);
    assertThat(fake.problem()).isEmpty();
  }

  @Test
  void aLibraryThatIsNotThereOrIsOlderIsSaid() throws Exception {
    assertThatThrownBy(() -> JnaEbpfApi.of("no-such-library"))
        .hasMessage("eBPF for Windows is not there: its library no-such-library cannot be loaded");
    CompiledLibrary older =
        CompiledLibrary.of(FakeEbpf.class, "fake_ebpfapi.c", "WITHOUT_ATTACH", directory);
    assertThatThrownBy(() -> JnaEbpfApi.of(older.path()))
        .hasMessage("the library " + older.path() + " has no function ebpf_program_attach_by_fds");
  }

  @Test
  void whatIsForAnotherSystemIsRefused() throws Exception {
    WindowsMonitors monitors = FakeEbpf.of(directory).monitors(TestSigning.ON);
    Path image = directory.toAbsolutePath().resolve("none.sys");
    assertThatThrownBy(() -> monitors.load(new Source.NativeImage(image)))
        .hasMessageContaining("is not loaded: EBPF_FILE_NOT_FOUND");
    assertThatThrownBy(() -> monitors.network(new InterfaceName("eth0")))
        .hasMessageContaining("no native image comes with PacketFrame");
    assertThatThrownBy(() -> new Source.NativeImage(Path.of("relative.sys")))
        .hasMessageContaining("needs an absolute path");
  }
}
