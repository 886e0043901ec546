package io.packetframe.monitor.windows;

import io.packetframe.PacketFrameException;
import io.packetframe.monitor.Monitor;
import io.packetframe.monitor.MonitorPlatform;
import io.packetframe.monitor.Source;
import io.packetframe.monitor.Support;
import io.packetframe.monitor.Waits;
import io.packetframe.net.InterfaceName;
import io.packetframe.sys.windows.EbpfApi;
import io.packetframe.sys.windows.JnaEbpfApi;
import io.packetframe.sys.windows.TestSigning;
import java.util.List;
import java.util.function.Supplier;

/** The monitors of Windows: what a caller's native image counts. */
public final class WindowsMonitors implements MonitorPlatform {
  static final String NO_TASKS = "eBPF for Windows has no hook that sees tasks switch";
  static final String NO_FRAMES =
      "no native image comes with PacketFrame: one that counts frames would have to be compiled and"
          + " signed for Windows";
  static final String NO_ALLOCATIONS = "eBPF for Windows has no hook that sees memory allocated";
  static final String NO_SECURITY = "Windows has no hooks of security modules";

  private final Opening opening;
  private final Supplier<TestSigning> testSigning;

  /** Finds the library when it is needed: to ask what works must not fail. */
  @FunctionalInterface
  interface Opening {
    EbpfApi library() throws PacketFrameException;
  }

  WindowsMonitors(Opening opening, Supplier<TestSigning> testSigning) {
    this.opening = opening;
    this.testSigning = testSigning;
  }

  /** Returns those of the running Windows. */
  public static WindowsMonitors ofThisHost() {
    return new WindowsMonitors(JnaEbpfApi::ofThisHost, TestSigning::ofThisHost);
  }

  @Override
  public List<Support> support() {
    return Trials.all(opening, testSigning);
  }

  @Override
  public Monitor load(Source source) throws PacketFrameException {
    return switch (source) {
      case Source.NativeImage image -> LoadedImage.load(opening.library(), image.file());
      case Source.Programs programs ->
          throw new PacketFrameException(
              programs.name() + ": Windows takes no programs of Linux; load a native image");
      case Source.Filter filter ->
          throw new PacketFrameException(
              filter.name() + ": Windows has no bpf(4); load a native image");
    };
  }

  @Override
  public Monitor cpu(Waits wanted) throws PacketFrameException {
    throw new PacketFrameException("no monitor of processors: " + NO_TASKS);
  }

  @Override
  public Monitor network(InterfaceName interfaceName) throws PacketFrameException {
    throw new PacketFrameException("no monitor of frames: " + NO_FRAMES);
  }

  @Override
  public Monitor memory() throws PacketFrameException {
    throw new PacketFrameException("no monitor of memory: " + NO_ALLOCATIONS);
  }

  @Override
  public Monitor security() throws PacketFrameException {
    throw new PacketFrameException("no monitor of security hooks: " + NO_SECURITY);
  }
}
