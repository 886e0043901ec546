package io.packetframe.probe;

import io.packetframe.net.InterfaceName;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Ethtool;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Whether the NIC raises an interrupt for nearly every packet. */
final class CoalesceProbe extends InterfaceProbe {
  /** At or below this many microseconds or frames, interrupts come one a packet. */
  private static final long PER_PACKET = 2;

  CoalesceProbe(InterfaceName interfaceName) {
    super(
        new CapabilityDescription(
            "iface." + PLACEHOLDER + ".coalesce",
            false,
            "An interrupt a packet costs more CPU than forwarding it does.",
            "every kernel whose driver answers",
            "ethtool ioctl ETHTOOL_GCOALESCE: rx-usecs and rx-frames, 0 meaning not armed. An armed"
                + " value of at most 2, or none armed, fails; adaptive coalescing is unknown.",
            "ethtool -C <interface> rx-usecs 50"),
        interfaceName);
  }

  @Override
  public Verdict ask(ProbedHost host) {
    ByteBuffer command = Ethtool.getCoalesce();
    try (EthtoolSession ethtool = new EthtoolSession(host, interfaceName())) {
      Optional<Errno> refusal = ethtool.run(command);
      return refusal.isPresent()
          ? Verdict.inconclusive(
              "ETHTOOL_GCOALESCE: " + refusal.get().name(), refusal.get().toString())
          : judge(
              Ethtool.rxMicroseconds(command),
              Ethtool.rxFrames(command),
              Ethtool.isRxAdaptive(command));
    }
  }

  private Verdict judge(long microseconds, long frames, boolean adaptive) {
    String found = "rx-usecs " + microseconds + ", rx-frames " + frames;
    if (adaptive) {
      return Verdict.inconclusive("adaptive coalescing, now " + found, "adaptive-rx on");
    }
    boolean none = microseconds == 0 && frames == 0;
    boolean perPacket =
        (microseconds > 0 && microseconds <= PER_PACKET) || (frames > 0 && frames <= PER_PACKET);
    return none || perPacket
        ? Verdict.unsupported(
            found + ": an interrupt for nearly every packet",
            found,
            "ethtool -C " + interfaceName() + " rx-usecs 50")
        : new Verdict.Supported(found);
  }
}
