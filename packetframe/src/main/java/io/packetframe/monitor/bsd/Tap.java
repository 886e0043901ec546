package io.packetframe.monitor.bsd;

import io.packetframe.PacketFrameException;
import io.packetframe.monitor.filter.DataLink;
import io.packetframe.monitor.filter.FilterProgram;
import io.packetframe.net.InterfaceName;
import io.packetframe.sys.bsd.BpfAbi;
import io.packetframe.sys.bsd.BpfDirections;
import io.packetframe.sys.bsd.BpfStatistics;
import io.packetframe.sys.bsd.BsdCalls;

/** A device that looks at one interface, and what it has counted there. */
final class Tap implements AutoCloseable {
  /** Chooses the filter for the kind of link layer that the interface turns out to have. */
  @FunctionalInterface
  interface FilterChoice {
    FilterProgram of(DataLink link) throws PacketFrameException;
  }

  private final BpfDevice device;
  private final ProtocolMix mix;
  private final GrowingCounter dropped;
  private final FrameCounts counts = new FrameCounts();

  private Tap(BpfDevice device, ProtocolMix mix, BpfStatistics first) {
    this.device = device;
    this.mix = mix;
    this.dropped = new GrowingCounter(first.dropped(), first.width());
  }

  static Tap on(
      BsdCalls calls, BpfAbi abi, InterfaceName name, BpfDirections.Seen seen, FilterChoice filter)
      throws PacketFrameException {
    BpfDevice device = BpfDevice.open(calls, abi);
    try {
      device.bind(name);
      DataLink link = DataLinks.of(abi, device.dataLink());
      device.start(filter.of(link), seen);
      return new Tap(device, new ProtocolMix(link), device.statistics());
    } catch (PacketFrameException e) {
      device.close();
      throw e;
    }
  }

  /** Reads what came, and returns all that was counted since the start. */
  FrameCounts read() throws PacketFrameException {
    for (CapturedFrame frame : device.take()) {
      mix.count(frame, counts);
    }
    counts.set(FrameCounter.DROPPED, dropped.total(device.statistics().dropped()));
    return counts;
  }

  @Override
  public void close() {
    device.close();
  }
}
