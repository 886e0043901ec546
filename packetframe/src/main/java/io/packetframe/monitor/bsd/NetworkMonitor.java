package io.packetframe.monitor.bsd;

import io.packetframe.PacketFrameException;
import io.packetframe.monitor.Measurement;
import io.packetframe.monitor.Monitor;
import io.packetframe.monitor.Readout;
import io.packetframe.monitor.Target;
import io.packetframe.monitor.filter.Protocol;
import io.packetframe.monitor.filter.ProtocolFilter;
import io.packetframe.net.InterfaceName;
import io.packetframe.sys.bsd.BpfAbi;
import io.packetframe.sys.bsd.BpfDirections.Seen;
import io.packetframe.sys.bsd.BsdCalls;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** The frames of one interface in both directions, a device for each. */
final class NetworkMonitor implements Monitor {
  private final InterfaceName name;
  private final Tap ingress;

  /** Sees what goes out, and on a system that cannot show it alone, what comes in too. */
  private final Tap other;

  private final boolean seesOutAlone;
  private final FrameCounts difference = new FrameCounts();

  private NetworkMonitor(InterfaceName name, Tap ingress, Tap other, boolean seesOutAlone) {
    this.name = name;
    this.ingress = ingress;
    this.other = other;
    this.seesOutAlone = seesOutAlone;
  }

  static NetworkMonitor on(BsdCalls calls, BpfAbi abi, InterfaceName name)
      throws PacketFrameException {
    boolean seesOutAlone = abi.directions().canSeeOutAlone();
    Tap ingress = tap(calls, abi, name, Seen.IN);
    try {
      Tap other = tap(calls, abi, name, seesOutAlone ? Seen.OUT : Seen.BOTH);
      return new NetworkMonitor(name, ingress, other, seesOutAlone);
    } catch (PacketFrameException e) {
      ingress.close();
      throw e;
    }
  }

  private static Tap tap(BsdCalls calls, BpfAbi abi, InterfaceName name, Seen seen)
      throws PacketFrameException {
    return Tap.on(
        calls,
        abi,
        name,
        seen,
        link -> ProtocolFilter.of(link, Protocol.ALL, ProtocolMix.BYTES_NEEDED));
  }

  @Override
  public void attach(Target target) throws PacketFrameException {
    throw new PacketFrameException("this monitor looks at " + name + " alone");
  }

  @Override
  public Readout read() throws PacketFrameException {
    long now = System.nanoTime();
    // In this order what comes in between the two counts as going out, and never below 0.
    FrameCounts in = ingress.read();
    FrameCounts out = other.read();
    if (!seesOutAlone) {
      difference.riseToDifference(out, in);
      out = difference;
    }
    List<Measurement> all = new ArrayList<>();
    all.addAll(measurements("ingress", in));
    all.addAll(measurements("egress", out));
    return new Readout(now, all);
  }

  private List<Measurement> measurements(String direction, FrameCounts counts) {
    return counts.measurements(
        EnumSet.allOf(FrameCounter.class),
        Map.of("interface", name.text(), "direction", direction));
  }

  @Override
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    remarks.add("frames are copied to be counted; dropped are those that found no room");
    if (!seesOutAlone) {
      remarks.add("egress is what both directions have more than ingress");
    }
    return remarks;
  }

  @Override
  public void close() {
    ingress.close();
    other.close();
  }
}
