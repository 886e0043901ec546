package io.packetframe.probe;

import io.packetframe.net.InterfaceName;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Ethtool;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Says whether generic receive offload is on: information, neither answer is wrong. */
final class GroProbe extends InterfaceProbe {
  GroProbe(InterfaceName interfaceName) {
    super(
        new CapabilityDescription(
            "iface." + PLACEHOLDER + ".gro",
            false,
            "Generic XDP runs after packets were merged by GRO, native XDP before; the setting"
                + " explains packet sizes that differ between the two.",
            "2.6.29",
            "ethtool ioctl ETHTOOL_GGRO.",
            "Nothing to mend; to change it: ethtool -K <interface> gro on|off."),
        interfaceName);
  }

  @Override
  public Verdict ask(ProbedHost host) {
    ByteBuffer command = Ethtool.getGro();
    try (EthtoolSession ethtool = new EthtoolSession(host, interfaceName())) {
      Optional<Errno> refusal = ethtool.run(command);
      return refusal.isPresent()
          ? Verdict.inconclusive("ETHTOOL_GGRO: " + refusal.get().name(), refusal.get().toString())
          : new Verdict.Supported(
              "generic receive offload is " + (command.getInt(4) == 0 ? "off" : "on"));
    }
  }
}
