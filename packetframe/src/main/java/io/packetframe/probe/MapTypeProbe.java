package io.packetframe.probe;

import io.packetframe.host.linux.Capability;
import io.packetframe.spec.MapType;
import java.util.Locale;

/** Whether maps of a type can be created. */
final class MapTypeProbe extends HostProbe {
  private final MapType type;

  MapTypeProbe(MapType type, String purpose, String since) {
    this(type, true, purpose, since);
  }

  private MapTypeProbe(MapType type, boolean required, String purpose, String since) {
    super(
        new CapabilityDescription(
            "map." + type.name().toLowerCase(Locale.ROOT),
            required,
            purpose,
            since,
            (required ? "" : Advisories.ONLY_IN_FULL)
                + "Creates the smallest map of this type and closes it. EINVAL is the kernel's word"
                + " for a type that it does not have.",
            "Install a newer kernel."));
    this.type = type;
  }

  /** Returns a probe of a type that PacketFrame can do without. */
  static MapTypeProbe advisory(MapType type, String purpose, String since) {
    return new MapTypeProbe(type, false, purpose, since);
  }

  @Override
  public Verdict ask(ProbedHost host) {
    host.memoryLock().raiseIfItCounts();
    return KernelAnswer.verdict(
        host,
        host.features().mapType(type),
        "create",
        "the kernel knows no such map type",
        needed());
  }

  private Capability[] needed() {
    // dev_map_alloc asks for CAP_NET_ADMIN, the others only for CAP_BPF.
    return type == MapType.DEVMAP_HASH
        ? new Capability[] {Capability.CAP_BPF, Capability.CAP_NET_ADMIN}
        : new Capability[] {Capability.CAP_BPF};
  }
}
