package io.packetframe.fastpath;

import io.packetframe.PacketFrameException;
import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Pins;
import io.packetframe.bpf.link.KernelLink;
import io.packetframe.host.linux.NetworkState;
import io.packetframe.module.Attachment;
import io.packetframe.module.Journal;
import io.packetframe.module.Pause;
import io.packetframe.module.SwitchedOffload;
import io.packetframe.sys.linux.Syscalls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Takes away what a daemon that is gone has pinned and attached, whole or half: links first, then
 * the offload that was switched off for them, then maps and programs. What fails is said, and the
 * rest is done all the same.
 */
public final class Removal {
  private final Syscalls syscalls;
  private final PinLayout layout;
  private final Journal journal;
  private boolean complete = true;

  /** Makes a removal that has not touched anything yet. */
  public Removal(Syscalls syscalls, PinLayout layout, Journal journal) {
    this.syscalls = syscalls;
    this.layout = layout;
    this.journal = journal;
  }

  /**
   * Removes everything.
   *
   * @param recorded what the state file says was attached, or was going to be
   * @param settleTime to wait between two interfaces where they are ports of one bridge
   * @return whether nothing is left
   * @throws PacketFrameException if it cannot be seen what is pinned
   */
  public boolean run(List<Attachment> recorded, Duration settleTime, Pause pause)
      throws PacketFrameException {
    Optional<NetworkState> network = NetworkState.read(syscalls).optional();
    List<Path> links = PinFolders.in(layout.links());
    List<String> names = links.stream().map(PinLayout::interfaceOf).toList();
    boolean shared = network.isPresent() && Bridges.areShared(names, network.get());
    Duration between = shared ? settleTime : Duration.ZERO;
    boolean first = true;
    for (Path link : links) {
      boolean _ = first || pause.sleep(between);
      first = false;
      unlink(link);
    }
    recorded.forEach(attachment -> attachment.offloads().forEach(this::restore));
    for (Path folder : List.of(layout.maps(), layout.programs())) {
      for (Path pin : PinFolders.in(folder)) {
        trying(() -> Pins.remove(syscalls, pin));
      }
    }
    trying(() -> PinFolders.remove(layout));
    return complete;
  }

  private void unlink(Path pin) {
    trying(
        () -> {
          // By the file's name alone it could be anything: only a link is detached.
          try (KernelLink link = KernelLink.openPinned(syscalls, pin)) {
            detach(link);
            Pins.remove(syscalls, pin);
          }
          journal.info("detached from " + PinLayout.interfaceOf(pin));
        });
  }

  private void restore(SwitchedOffload offload) {
    try {
      new Offloads(syscalls).switchOn(offload);
    } catch (FastPathException e) {
      // Said and no more: an interface that is gone has nothing to restore.
      journal.warn(e.getMessage());
    }
  }

  /** Whoever else holds the link: its descriptor alone would keep it attached. */
  private static void detach(KernelLink link) {
    try {
      link.detach();
    } catch (BpfException _) {
      // The interface is gone, and took the program along.
    }
  }

  private void trying(Unwinding.Step step) {
    try {
      step.run();
    } catch (PacketFrameException e) {
      complete = false;
      journal.warn(e.getMessage());
    }
  }
}
