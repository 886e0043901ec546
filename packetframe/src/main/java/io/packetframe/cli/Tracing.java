package io.packetframe.cli;

import io.packetframe.PacketFrameException;
import io.packetframe.config.Config;
import io.packetframe.config.FastPathDirective.Attach;
import io.packetframe.config.LogLevel;
import io.packetframe.fastpath.PacketTrace;
import io.packetframe.fastpath.PinLayout;
import io.packetframe.fastpath.PinnedFastPath;
import io.packetframe.fastpath.Stages;
import io.packetframe.fastpath.Traced;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.host.linux.LinkDetails;
import io.packetframe.host.linux.NetworkLink;
import io.packetframe.host.linux.NetworkState;
import io.packetframe.module.Journal;
import io.packetframe.net.VlanId;
import io.packetframe.packet.Bytes;
import io.packetframe.sys.linux.Syscalls;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Chooses the maps of a trace, runs it, and says in what a real packet may fare differently. */
final class Tracing {
  private final Syscalls syscalls;
  private final NetworkState network;
  private final NetworkLink port;
  private final Optional<Stages> form;
  private final List<String> notes = new ArrayList<>();

  Tracing(Syscalls syscalls, NetworkState network, NetworkLink port, Optional<Stages> form) {
    this.syscalls = syscalls;
    this.network = network;
    this.port = port;
    this.form = form;
  }

  TraceView trace(byte[] frame, Optional<Path> config) throws PacketFrameException {
    PinLayout layout = new PinLayout(Path.of(ModuleRoots.of(config).bpffsRoot().text()));
    PinnedFastPath pinned = PinnedFastPath.read(syscalls, layout);
    Optional<Stages> running = pinned.stages();
    if (running.isPresent()) {
      return live(frame, layout, pinned, running.get());
    }
    if (config.isEmpty() || pinned.isPinned()) {
      throw new CannotTrace(
          "no fast path is found at " + layout.root() + why(pinned),
          "with --config FILE, what `run` would load is traced where nothing is pinned");
    }
    return planned(frame, config.get());
  }

  private static String why(PinnedFastPath pinned) {
    return pinned.notes().isEmpty() ? "" : ": " + pinned.notes().getFirst();
  }

  private TraceView live(byte[] frame, PinLayout layout, PinnedFastPath pinned, Stages running)
      throws PacketFrameException {
    Traced traced;
    try (PacketTrace trace = PacketTrace.live(syscalls, layout, running, form)) {
      traced = trace.run(port.index(), frame);
    }
    if (traced.stages() != running) {
      notes.add("the form that forwards is " + running.text());
    }
    if (!pinned.secondStage()) {
      notes.add(
          "the second stage that is pinned is not in its slot: real frames pass as they came");
    }
    if (!pinned.links().containsKey(port.name())) {
      notes.add("no fast path is attached to " + port.name() + ": real frames never get there");
    }
    return view(frame, "with the maps that are pinned at " + layout.root(), traced);
  }

  private TraceView planned(byte[] frame, Path file) throws PacketFrameException {
    Config config = UsableConfig.read(file);
    Journal journal = new NotesJournal(notes);
    Traced traced;
    try (PacketTrace trace =
        PacketTrace.planned(syscalls, HostFiles.ofThisHost(), config, network, form, journal)) {
      traced = trace.run(port.index(), frame);
    }
    if (!attaches(config)) {
      notes.add("the config attaches nothing to " + port.name() + ": real frames never get there");
    }
    notes.add(
        "nothing is pinned: this is what `run` would load now; some drivers, such as veth, send"
            + " redirected frames only once a program is attached");
    return view(frame, "with maps as " + file + " and this host fill them", traced);
  }

  private boolean attaches(Config config) {
    return config.fastPath().stream()
        .flatMap(section -> section.all(Attach.class).stream())
        .anyMatch(attach -> port.isNamed(attach.port().value().text()));
  }

  /** A VLAN device is no port: its frames come in by the device below, with their tag. */
  static Optional<String> deviceBelow(NetworkState network, NetworkLink device) {
    if (!(device.details() instanceof LinkDetails.Vlan vlan)) {
      return Optional.empty();
    }
    String word = vlan.tpid() == VlanId.SERVICE ? "svlan " : "vlan ";
    return device
        .parent()
        .filter(parent -> !parent.elsewhere())
        .flatMap(parent -> network.link(parent.index()))
        .map(
            below ->
                "frames of "
                    + device.name()
                    + " come in by "
                    + below.name()
                    + ": trace that one, with `"
                    + word
                    + vlan.vid()
                    + "` in the packet");
  }

  private TraceView view(byte[] frame, String maps, Traced traced) {
    deviceBelow(network, port).ifPresent(notes::add);
    if (!traced.fromPort()) {
      notes.add(
          "this kernel runs no test as if from a port (5.15 does): the frame came by loopback, with"
              + " all that the maps know of "
              + port.name());
    }
    if (!traced.takesFragments()) {
      notes.add("on this kernel (5.18 can) the data path sees no frame of several buffers");
    }
    notes.add(
        "this was a test run: nothing was sent, and the frame had its tags in it; what drivers do"
            + " (VLAN offload, what they can send, full queues) is not in this answer");
    return new TraceView(network, port, Bytes.of(frame), maps, traced, notes);
  }

  /** Keeps warnings. */
  private record NotesJournal(List<String> notes) implements Journal {
    @Override
    public void say(LogLevel level, String text) {
      if (level.compareTo(LogLevel.WARN) >= 0) {
        notes.add(text);
      }
    }

    @Override
    public void listenFrom(LogLevel level) {
      // Warnings only.
    }
  }
}
