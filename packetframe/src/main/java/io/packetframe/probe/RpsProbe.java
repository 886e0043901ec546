package io.packetframe.probe;

import io.packetframe.host.linux.NetworkInterface;
import io.packetframe.host.linux.NetworkInterfaces;
import io.packetframe.host.linux.Reading;
import io.packetframe.host.linux.ReceiveQueue;
import io.packetframe.net.InterfaceName;
import java.util.List;
import java.util.Optional;

/** Whether what PacketFrame passes to the kernel is spread over CPUs. */
final class RpsProbe extends InterfaceProbe {
  RpsProbe(InterfaceName interfaceName) {
    super(
        new CapabilityDescription(
            "iface." + PLACEHOLDER + ".rps",
            false,
            "Packets that are not forwarded by XDP go through the kernel; without receive packet"
                + " steering they stay on the CPU of their queue's interrupt.",
            "2.6.35",
            "Reads /sys/class/net/<interface>/queues/rx-*/rps_cpus; all masks zero fails.",
            "echo ffffffff > /sys/class/net/<interface>/queues/rx-0/rps_cpus, for each queue"),
        interfaceName);
  }

  @Override
  public Verdict ask(ProbedHost host) {
    Reading<NetworkInterface> reading = new NetworkInterfaces(host.files()).find(interfaceName());
    Optional<NetworkInterface> port = reading.optional();
    if (port.isEmpty()) {
      String problem = reading.problem().orElse("");
      return Verdict.inconclusive(problem, problem);
    }
    List<ReceiveQueue> queues = port.get().receiveQueues();
    boolean readable = false;
    int steered = 0;
    for (ReceiveQueue queue : queues) {
      readable |= queue.steering().isPresent();
      steered += queue.isSteered() ? 1 : 0;
    }
    if (!readable) {
      return Verdict.inconclusive("no rps_cpus is readable", "no receive queue shows a mask");
    }
    String queuesFound = queues.size() == 1 ? "1 receive queue" : queues.size() + " receive queues";
    return steered > 0
        ? new Verdict.Supported(steered + " of " + queuesFound + " steered")
        : Verdict.unsupported(
            queuesFound + ", none steered: each stays on its interrupt's CPU",
            "every rps_cpus mask is 0",
            "echo ffffffff > /sys/class/net/" + interfaceName() + "/queues/rx-0/rps_cpus");
  }
}
