package io.packetframe.cli;

import io.packetframe.PacketFrameException;
import io.packetframe.bpf.link.AttachedXdp;
import io.packetframe.config.GlobalSettings;
import io.packetframe.daemon.AttachmentRegistry;
import io.packetframe.daemon.Presence;
import io.packetframe.daemon.StateDirectory;
import io.packetframe.fastpath.PinLayout;
import io.packetframe.fastpath.PinnedFastPath;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.host.linux.NetworkLink;
import io.packetframe.host.linux.NetworkState;
import io.packetframe.host.linux.Reading;
import io.packetframe.module.Attachment;
import io.packetframe.sys.linux.Syscalls;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that {@code status} shows: what the daemon wrote, what is pinned, and what the kernel says is
 * attached. Where they differ, a note says so.
 *
 * @param root where the pins are
 * @param registry what the state file says, if there is one
 * @param notes what is not as it should be, one sentence each
 */
record StatusView(
    Path root,
    Presence presence,
    Optional<List<Attachment>> registry,
    PinnedFastPath pinned,
    List<String> notes) {
  StatusView {
    notes = List.copyOf(notes);
  }

  /**
   * Looks.
   *
   * @throws PacketFrameException if the state files cannot be understood
   */
  static StatusView of(Syscalls syscalls, GlobalSettings settings) throws PacketFrameException {
    StateDirectory state = StateDirectory.at(Path.of(settings.stateDir().text()));
    PinLayout layout = new PinLayout(Path.of(settings.bpffsRoot().text()));
    Optional<List<Attachment>> registry = AttachmentRegistry.read(state);
    PinnedFastPath pinned = PinnedFastPath.read(syscalls, layout);
    Presence presence = Presence.of(state, HostFiles.ofThisHost());
    List<String> notes = new ArrayList<>(pinned.isPinned() ? pinned.notes() : List.of());
    if (pinned.isPinned() && !pinned.secondStage()) {
      notes.add("the second stage is not in its slot: every frame passes as it came");
    }
    if (registry.isPresent()) {
      Reading<NetworkState> network = NetworkState.read(syscalls);
      if (network.optional().isEmpty()) {
        notes.add("what is attached is not known: " + network.problem().orElse(""));
      }
      for (Attachment attachment : registry.get()) {
        network
            .optional()
            .flatMap(devices -> trouble(syscalls, devices, attachment, pinned))
            .ifPresent(notes::add);
      }
    }
    if (!(presence instanceof Presence.Running) && isHalf(registry, pinned)) {
      notes.add(
          "a daemon ended before it had attached everything: `packetframe detach` removes the"
              + " rest");
    }
    return new StatusView(layout.root(), presence, registry, pinned, notes);
  }

  /** Pins and state file are written and removed together, but for a crash. */
  private static boolean isHalf(Optional<List<Attachment>> registry, PinnedFastPath pinned) {
    return registry.isPresent() != pinned.isPinned()
        || registry.orElse(List.of()).size() != pinned.links().size();
  }

  /** Says why a port of the state file gets no frames of ours. */
  private static Optional<String> trouble(
      Syscalls syscalls, NetworkState network, Attachment attachment, PinnedFastPath pinned) {
    String port = attachment.port().text();
    Optional<NetworkLink> link = network.link(port);
    if (link.isEmpty()) {
      return Optional.of("interface " + port + " is not there");
    }
    return switch (AttachedXdp.on(syscalls, link.get().index())) {
      case AttachedXdp.Free _ -> Optional.of("interface " + port + " is not attached");
      case AttachedXdp.NotKnown unknown ->
          Optional.of("whether interface " + port + " is attached is not known: " + unknown.why());
      case AttachedXdp.Occupied occupied ->
          pinned.programId().filter(id -> id == occupied.programId()).isPresent()
              ? Optional.empty()
              : Optional.of(
                  "interface "
                      + port
                      + " is not attached: it has XDP program "
                      + Integer.toUnsignedString(occupied.programId())
                      + " of somebody else");
    };
  }

  /** Returns the words about the daemon. */
  String daemon() {
    return switch (presence) {
      case Presence.Running running -> "runs as process " + running.pid();
      case Presence.Gone gone -> "does not run: " + gone.why();
      case Presence.Unknown unknown -> "not known: " + unknown.why();
    };
  }
}
