package io.packetframe.monitor.linux;

import io.packetframe.PacketFrameException;
import io.packetframe.bpf.BpfObject;
import io.packetframe.bpf.LoadOptions;
import io.packetframe.bpf.feature.Answer;
import io.packetframe.bpf.feature.Features;
import io.packetframe.bpf.feature.LinkKind;
import io.packetframe.monitor.Monitor;
import io.packetframe.monitor.Support;
import io.packetframe.monitor.Waits;
import java.util.List;
import java.util.Map;

/**
 * What works on this kernel, found by doing it: loaded, attached, and taken away at once. Only
 * interfaces are left alone: there, the programs are loaded, and the kernel is asked for the links.
 */
final class Trials {
  private final LinuxMonitors platform;

  Trials(LinuxMonitors platform) {
    this.platform = platform;
  }

  /** Something that works if it comes back. */
  @FunctionalInterface
  private interface Trial {
    Monitor start() throws PacketFrameException;
  }

  List<Support> all() {
    return List.of(
        of("cpu by raw tracepoint", () -> CpuMonitor.byRawTracepoints(platform, Waits.MEASURED)),
        of("cpu by kprobe", () -> CpuMonitor.byKprobe(platform, List.of())),
        of("network programs", this::network),
        of("network ingress in front of another's XDP program", this::inFront),
        link("network ingress by XDP link", LinkKind.XDP, "else by netlink"),
        link("network egress by TCX", LinkKind.TCX, "else by a filter of clsact"),
        of("memory", platform::memory),
        of("security hook file_open", platform::security));
  }

  /** The monitor's own program in the place of another's, on no interface. */
  private Monitor inFront() throws PacketFrameException {
    try (BpfObject other =
        BpfObject.load(
            platform.syscalls(),
            ShippedMonitor.NETWORK.source(Map.of()).object(),
            LoadOptions.defaults())) {
      return PassedProgram.inFrontOf(platform, other.program("net_ingress"), 0);
    }
  }

  private Monitor network() throws PacketFrameException {
    return LoadedPrograms.load(
        platform, ShippedMonitor.NETWORK.source(Map.of()), LoadOptions.defaults());
  }

  private static Support of(String what, Trial trial) {
    try (Monitor monitor = trial.start()) {
      List<String> remarks = monitor.remarks();
      return new Support(what, true, remarks.isEmpty() ? "tried" : String.join("; ", remarks));
    } catch (PacketFrameException e) {
      return new Support(what, false, e.getMessage());
    }
  }

  private Support link(String what, LinkKind kind, String otherwise) {
    Answer answer = new Features(platform.syscalls()).link(kind);
    return switch (answer) {
      case Answer.Supported supported -> new Support(what, true, supported.how());
      case Answer.Unsupported unsupported ->
          new Support(what, false, unsupported.kernelsWord() + "; " + otherwise);
      case Answer.Inconclusive inconclusive -> new Support(what, false, inconclusive.why());
    };
  }
}
