package io.packetframe.probe;

import io.packetframe.sys.linux.DeviceFeatures;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.NetlinkDump;

/** Whether the kernel tells what XDP can do with each device. */
final class DeviceFeaturesProbe extends HostProbe {
  DeviceFeaturesProbe() {
    super(
        new CapabilityDescription(
            "netdev.xdp_features",
            false,
            "With it, the fast path sends to the devices that can send XDP frames, whatever their"
                + " driver. Without it, it takes hardware, tun and bond devices for such, and a"
                + " veth whose peer runs an XDP program; frames for all others are left to the"
                + " kernel.",
            "6.3 (commit d3d854fd6a1d)",
            Advisories.ONLY_IN_FULL
                + "Asks the controller of generic netlink for the family netdev: ENOENT is the"
                + " kernel's word for a family that it does not have.",
            "Nothing to mend: a newer kernel has it."));
  }

  @Override
  public Verdict ask(ProbedHost host) {
    NetlinkDump.Answer answer =
        NetlinkDump.of(host.syscalls(), DeviceFeatures.NETLINK_GENERIC, DeviceFeatures.getFamily());
    if (answer instanceof NetlinkDump.Complete) {
      return new Verdict.Supported("generic netlink has the family netdev");
    }
    if (answer instanceof NetlinkDump.Refused refused) {
      return refused.errno().equals(Errno.ENOENT)
          ? Verdict.unsupported(
              "the kernel does not tell what devices can do", refused.errno().toString())
          : Verdict.inconclusive(
              "generic netlink: " + refused.errno().name(), refused.errno().toString());
    }
    return Verdict.inconclusive("generic netlink gave no answer", answer.toString());
  }
}
