package io.packetframe.fastpath;

import io.packetframe.PacketFrameException;
import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.BpfMap;
import io.packetframe.bpf.PinMismatchException;
import io.packetframe.bpf.Program;
import io.packetframe.bpf.ProgramArray;
import io.packetframe.bpf.link.KernelLink;
import io.packetframe.module.Sample;
import io.packetframe.spec.MapType;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Syscalls;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is pinned, read from the pins alone: with a daemon or without one.
 *
 * @param programId of the program that is to be attached; empty where it is not pinned
 * @param stages which form of the data path it is; empty where no program is pinned
 * @param secondStage whether the tail call leads somewhere; true where there is none
 * @param dryRun whether frames are only counted; empty where {@code CFG} cannot be read
 * @param links id of the program in each pinned link, by interface
 * @param counters in their fixed order; none where they cannot be read
 * @param notes what is missing or cannot be read, one sentence each
 */
public record PinnedFastPath(
    Optional<Integer> programId,
    Optional<Stages> stages,
    boolean secondStage,
    Optional<Boolean> dryRun,
    Map<String, Integer> links,
    List<Sample> counters,
    List<String> notes) {
  /** Copies the collections. */
  public PinnedFastPath {
    links = Map.copyOf(links);
    counters = List.copyOf(counters);
    notes = List.copyOf(notes);
  }

  /** Reads it; what is not there is a note. */
  public static PinnedFastPath read(Syscalls syscalls, PinLayout layout) {
    return new Reader(syscalls, layout).read();
  }

  /** Tells whether anything of us is pinned at all. */
  public boolean isPinned() {
    return programId.isPresent() || !links.isEmpty() || !counters.isEmpty() || dryRun.isPresent();
  }

  private static final class Reader {
    private final Syscalls syscalls;
    private final PinLayout layout;
    private final List<String> notes = new ArrayList<>();

    Reader(Syscalls syscalls, PinLayout layout) {
      this.syscalls = syscalls;
      this.layout = layout;
    }

    PinnedFastPath read() {
      Optional<Integer> entry = program(Stages.ENTRY);
      boolean two = entry.isPresent() && isPinned(layout.program(Stages.SECOND));
      return new PinnedFastPath(
          entry,
          entry.map(_ -> two ? Stages.TWO : Stages.ONE),
          !two || hasSecondStage(),
          dryRun(),
          links(),
          counters(),
          notes);
    }

    private boolean isPinned(Path pin) {
      try {
        return PinFolders.in(layout.programs()).contains(pin);
      } catch (PacketFrameException e) {
        notes.add(e.getMessage());
        return false;
      }
    }

    private Optional<Integer> program(String name) {
      try (Program program = Program.openPinned(syscalls, layout.program(name))) {
        return Optional.of(program.info().id());
      } catch (BpfException | PinMismatchException e) {
        return missing("program " + name, e);
      }
    }

    private boolean hasSecondStage() {
      try (BpfMap map = BpfMap.openPinned(syscalls, layout.map(Stages.SECOND_MAP))) {
        if (!map.definition().is(MapType.PROG_ARRAY)) {
          throw new FastPathException(map + " is no prog array");
        }
        return new ProgramArray(map).programId(Stages.SECOND_SLOT).isPresent();
      } catch (PacketFrameException e) {
        Optional<Boolean> _ = missing("map " + Stages.SECOND_MAP, e);
        return false;
      }
    }

    private Optional<Boolean> dryRun() {
      try (BpfMap map = BpfMap.openPinned(syscalls, layout.map(FastPathMap.CFG.name()))) {
        return FastPathMap.CFG.ofPinned(map).lookup(0).map(FastPathConfig::dryRun);
      } catch (PacketFrameException e) {
        return missing("map CFG", e);
      }
    }

    private List<Sample> counters() {
      try (BpfMap map = BpfMap.openPinned(syscalls, layout.map(Counters.MAP))) {
        return Counters.read(map);
      } catch (PacketFrameException e) {
        Optional<Boolean> _ = missing("map " + Counters.MAP, e);
        return List.of();
      }
    }

    private Map<String, Integer> links() {
      Map<String, Integer> links = new TreeMap<>();
      try {
        for (Path pin : PinFolders.in(layout.links())) {
          try (KernelLink link = KernelLink.openPinned(syscalls, pin)) {
            links.put(PinLayout.interfaceOf(pin), link.info().programId());
          }
        }
      } catch (PacketFrameException e) {
        notes.add(e.getMessage());
      }
      return links;
    }

    private <T> Optional<T> missing(String what, PacketFrameException failure) {
      boolean none = failure instanceof BpfException e && e.errno().equals(Errno.ENOENT);
      notes.add(none ? what + " is not pinned" : failure.getMessage());
      return Optional.empty();
    }
  }
}
