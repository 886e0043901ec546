package io.packetframe.monitor.bsd;

import io.packetframe.PacketFrameException;
import io.packetframe.monitor.Monitor;
import io.packetframe.monitor.MonitorPlatform;
import io.packetframe.monitor.Source;
import io.packetframe.monitor.Support;
import io.packetframe.monitor.Waits;
import io.packetframe.net.InterfaceName;
import io.packetframe.sys.bsd.BpfAbi;
import io.packetframe.sys.bsd.BsdCalls;
import io.packetframe.sys.bsd.JnaBsdCalls;
import java.util.List;

/** The monitors of a BSD or of macOS: frames, and nothing else. */
public final class BsdMonitors implements MonitorPlatform {
  private static final String NO_PROGRAMS =
      "this system has classic BPF filters of frames, and no programs in its kernel";

  private final BpfAbi abi;
  private final Opening opening;

  /** Finds the C library when it is needed: to ask what works must not fail. */
  @FunctionalInterface
  interface Opening {
    BsdCalls calls() throws PacketFrameException;
  }

  BsdMonitors(BpfAbi abi, Opening opening) {
    this.abi = abi;
    this.opening = opening;
  }

  /** Returns those of the running kernel. */
  public static BsdMonitors ofThisHost(BpfAbi abi) {
    return new BsdMonitors(abi, JnaBsdCalls::ofThisHost);
  }

  @Override
  public List<Support> support() {
    return List.of(
        network(),
        new Support("cpu", false, NO_PROGRAMS),
        new Support("memory", false, NO_PROGRAMS),
        new Support("security", false, NO_PROGRAMS));
  }

  private Support network() {
    String what = "network by bpf(4)";
    try (BpfDevice _ = BpfDevice.open(opening.calls(), abi)) {
      return new Support(what, true, "a device opens and speaks filters of version 1.1");
    } catch (PacketFrameException e) {
      return new Support(what, false, e.getMessage());
    }
  }

  @Override
  public Monitor load(Source source) throws PacketFrameException {
    return switch (source) {
      case Source.Filter filter -> new FilterMonitor(opening.calls(), abi, filter);
      case Source.Programs programs ->
          throw new PacketFrameException(programs.name() + ": " + NO_PROGRAMS);
      case Source.NativeImage image ->
          throw new PacketFrameException(image.file() + ": " + NO_PROGRAMS);
    };
  }

  @Override
  public Monitor cpu(Waits wanted) throws PacketFrameException {
    throw new PacketFrameException("no monitor of processors: " + NO_PROGRAMS);
  }

  @Override
  public Monitor network(InterfaceName interfaceName) throws PacketFrameException {
    return NetworkMonitor.on(opening.calls(), abi, interfaceName);
  }

  @Override
  public Monitor memory() throws PacketFrameException {
    throw new PacketFrameException("no monitor of memory: " + NO_PROGRAMS);
  }

  @Override
  public Monitor security() throws PacketFrameException {
    throw new PacketFrameException("no monitor of security hooks: " + NO_PROGRAMS);
  }
}
