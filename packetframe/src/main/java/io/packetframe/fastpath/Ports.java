package io.packetframe.fastpath;

import io.packetframe.bpf.link.AttachedXdp;
import io.packetframe.bpf.link.XdpMode;
import io.packetframe.config.AttachMode;
import io.packetframe.config.FastPathDirective.Attach;
import io.packetframe.config.ModuleSection;
import io.packetframe.config.Switch;
import io.packetframe.host.linux.DriverGate;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.host.linux.KernelRelease;
import io.packetframe.host.linux.NetworkInterface;
import io.packetframe.host.linux.NetworkInterfaces;
import io.packetframe.host.linux.NetworkLink;
import io.packetframe.host.linux.NetworkState;
import io.packetframe.host.linux.Reading;
import io.packetframe.module.Journal;
import io.packetframe.net.InterfaceName;
import io.packetframe.sys.linux.Syscalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at every interface of the config before any is touched; all that is wrong is said. */
final class Ports {
  private final Syscalls syscalls;
  private final HostFiles files;
  private final NetworkState network;
  private final Journal journal;
  private final List<String> problems = new ArrayList<>();

  Ports(Syscalls syscalls, HostFiles files, NetworkState network, Journal journal) {
    this.syscalls = syscalls;
    this.files = files;
    this.network = network;
    this.journal = journal;
  }

  /**
   * Returns the ports in the order of the config.
   *
   * @throws FastPathException with everything that is in the way of any of them
   */
  List<Port> of(ModuleSection section) throws FastPathException {
    List<Port> ports = new ArrayList<>();
    PortOffloads offloads = new PortOffloads(syscalls, network, journal, section, problems);
    boolean gated = RestartOnly.headShift(section) == Switch.AUTO;
    for (Found port : found(section)) {
      InterfaceName name = port.attach().port().value();
      int index = port.link().index();
      requireFree(name, index);
      ports.add(new Port(name, index, modes(port.attach(), gated), offloads.of(port.link())));
    }
    requireNoProblems();
    if (ports.isEmpty()) {
      throw new FastPathException(
          "the config attaches to no interface", "add `attach <interface> native|generic|auto`");
    }
    return ports;
  }

  /**
   * Returns the ports as they would be attached, whatever is attached to them now.
   *
   * @throws FastPathException with everything that is in the way of any of them
   */
  List<AttachedPort> planned(ModuleSection section) throws FastPathException {
    List<AttachedPort> ports = new ArrayList<>();
    boolean gated = RestartOnly.headShift(section) == Switch.AUTO;
    for (Found port : found(section)) {
      boolean isNative = modes(port.attach(), gated).getFirst() == XdpMode.NATIVE;
      ports.add(new AttachedPort(port.link().index(), isNative));
    }
    requireNoProblems();
    return ports;
  }

  /** A directive, and the interface that it names. */
  private record Found(Attach attach, NetworkLink link) {}

  private List<Found> found(ModuleSection section) {
    List<Found> found = new ArrayList<>();
    for (Attach attach : section.all(Attach.class)) {
      InterfaceName name = attach.port().value();
      Optional<NetworkLink> link = network.link(name.text());
      if (link.isPresent()) {
        found.add(new Found(attach, link.get()));
      } else {
        problems.add("interface " + name + " is not there");
      }
    }
    return found;
  }

  private void requireNoProblems() throws FastPathException {
    if (!problems.isEmpty()) {
      throw new FastPathException(String.join("; ", problems));
    }
  }

  private void requireFree(InterfaceName name, int index) {
    switch (AttachedXdp.on(syscalls, index)) {
      case AttachedXdp.Free _ -> {
        // Ours to take.
      }
      case AttachedXdp.Occupied occupied ->
          problems.add(
              "interface "
                  + name
                  + " has "
                  + ForeignProgram.named(syscalls, files, occupied)
                  + ": it was left alone");
      case AttachedXdp.NotKnown notKnown ->
          problems.add(
              "whether interface " + name + " has an XDP program is not known: " + notKnown.why());
    }
  }

  private List<XdpMode> modes(Attach attach, boolean gated) {
    InterfaceName name = attach.port().value();
    Optional<String> refusal = gated ? driverRefusal(name) : Optional.empty();
    return switch (attach.mode()) {
      case GENERIC -> List.of(XdpMode.GENERIC);
      case NATIVE -> {
        refusal.ifPresent(
            why ->
                problems.add(
                    "interface "
                        + name
                        + ": "
                        + why
                        + "; attach it generic or auto, or set driver-workaround"));
        yield List.of(XdpMode.NATIVE);
      }
      case AUTO -> {
        if (refusal.isPresent()) {
          journal.warn("interface " + name + " is attached generic: " + refusal.get());
          yield List.of(XdpMode.GENERIC);
        }
        yield List.of(XdpMode.NATIVE, XdpMode.GENERIC);
      }
      case TC -> throw new IllegalStateException("refused by NotBuilt: " + AttachMode.TC);
    };
  }

  /** A driver that cannot be looked at must not be taken for a safe one. */
  private Optional<String> driverRefusal(InterfaceName name) {
    Reading<NetworkInterface> shown = new NetworkInterfaces(files).find(name.text());
    if (shown instanceof Reading.Unreadable) {
      return shown.problem();
    }
    return DriverGate.judge(
            shown.optional().flatMap(NetworkInterface::driver), KernelRelease.read(files))
        .refusal();
  }
}
