package io.packetframe.monitor.bsd;

import io.packetframe.PacketFrameException;
import io.packetframe.monitor.Measurement;
import io.packetframe.monitor.Monitor;
import io.packetframe.monitor.Readout;
import io.packetframe.monitor.Source;
import io.packetframe.monitor.Target;
import io.packetframe.sys.bsd.BpfAbi;
import io.packetframe.sys.bsd.BpfDirections;
import io.packetframe.sys.bsd.BsdCalls;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts what a caller's filter takes. */
final class FilterMonitor implements Monitor {
  private final BsdCalls calls;
  private final BpfAbi abi;
  private final Source.Filter source;
  private final Map<Target.Frames, Tap> taps = new LinkedHashMap<>();

  FilterMonitor(BsdCalls calls, BpfAbi abi, Source.Filter source) {
    this.calls = calls;
    this.abi = abi;
    this.source = source;
  }

  @Override
  public void attach(Target target) throws PacketFrameException {
    if (!(target instanceof Target.Frames frames)) {
      throw new PacketFrameException("a filter looks at frames, not at " + target.text());
    }
    if (taps.containsKey(frames)) {
      throw new PacketFrameException(source.name() + " is at " + target.text() + " already");
    }
    boolean isIngress = frames.direction() == Target.Direction.INGRESS;
    if (!isIngress && !abi.directions().canSeeOutAlone()) {
      throw new PacketFrameException(
          target.text() + ": this system shows what goes out together with what comes in alone");
    }
    BpfDirections.Seen seen = isIngress ? BpfDirections.Seen.IN : BpfDirections.Seen.OUT;
    taps.put(frames, Tap.on(calls, abi, frames.interfaceName(), seen, link -> source.program()));
  }

  @Override
  public Readout read() throws PacketFrameException {
    long now = System.nanoTime();
    List<Measurement> all = new ArrayList<>();
    for (Map.Entry<Target.Frames, Tap> each : taps.entrySet()) {
      Map<String, String> labels =
          Map.of(
              "interface", each.getKey().interfaceName().text(),
              "direction", each.getKey().direction().name().toLowerCase(Locale.ROOT));
      all.addAll(
          each.getValue()
              .read()
              .measurements(
                  EnumSet.of(FrameCounter.PACKETS, FrameCounter.BYTES, FrameCounter.DROPPED),
                  labels));
    }
    return new Readout(now, all);
  }

  @Override
  public List<String> remarks() {
    return List.of();
  }

  @Override
  public void close() {
    taps.values().forEach(Tap::close);
    taps.clear();
  }
}
