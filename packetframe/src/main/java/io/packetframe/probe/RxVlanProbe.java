package io.packetframe.probe;

import io.packetframe.net.InterfaceName;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Ethtool;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the NIC strips VLAN tags into metadata, where XDP cannot see them. */
final class RxVlanProbe extends InterfaceProbe {
  /** Names of the feature bits (net/ethtool/common.c): 802.1Q and 802.1ad. */
  private static final List<String> STRIPPING =
      List.of("rx-vlan-hw-parse", "rx-vlan-stag-hw-parse");

  RxVlanProbe(InterfaceName interfaceName) {
    super(
        new CapabilityDescription(
            "iface." + PLACEHOLDER + ".rxvlan",
            false,
            "A VLAN tag that the NIC strips into packet metadata is invisible to XDP: the frame"
                + " would leave with the wrong tag or none. PacketFrame switches the offload off on"
                + " attached ports and refuses ports where it cannot.",
            "every kernel",
            "ethtool ioctls ETHTOOL_GSTRINGS and ETHTOOL_GFEATURES: rx-vlan-hw-parse and"
                + " rx-vlan-stag-hw-parse must be off.",
            "ethtool -K <interface> rxvlan off"),
        interfaceName);
  }

  @Override
  public Verdict ask(ProbedHost host) {
    try (EthtoolSession ethtool = new EthtoolSession(host, interfaceName())) {
      ByteBuffer set = Ethtool.getFeatureCount();
      Optional<Errno> refusal = ethtool.run(set);
      int count = refusal.isPresent() ? 0 : Ethtool.featureCount(set);
      ByteBuffer names = Ethtool.getFeatureNames(count);
      ByteBuffer features = Ethtool.getFeatures(count);
      refusal = refusal.or(() -> ethtool.run(names)).or(() -> ethtool.run(features));
      return refusal.isPresent()
          ? Verdict.inconclusive(
              "ETHTOOL_GFEATURES: " + refusal.get().name(), refusal.get().toString())
          : judge(names, features, count);
    }
  }

  private Verdict judge(ByteBuffer names, ByteBuffer features, int count) {
    List<String> on = new ArrayList<>();
    boolean fixed = false;
    boolean known = false;
    for (int i = 0; i < count; i++) {
      String name = Ethtool.featureName(names, i);
      if (STRIPPING.contains(name)) {
        known = true;
        if (Ethtool.isActive(features, i)) {
          on.add(name);
          fixed |= Ethtool.isFixed(features, i);
        }
      }
    }
    if (!known) {
      return Verdict.inconclusive(
          "the kernel names no feature " + STRIPPING.get(0), "no such ethtool feature");
    }
    String found = String.join(" and ", on);
    if (on.isEmpty()) {
      return new Verdict.Supported("tags stay in the frame, where XDP sees them");
    }
    return fixed
        ? Verdict.unsupported(
            found + " is on and fixed: tagged frames cannot be forwarded here",
            found + " on [fixed]")
        : Verdict.unsupported(
            found + " is on: tags are invisible to XDP",
            found + " on",
            "ethtool -K " + interfaceName() + " rxvlan off");
  }
}
