package io.packetframe.bpf;

import io.packetframe.spec.MapContent;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.Pinning;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.Syscalls;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the maps of an object, or opens those that an earlier load has pinned. */
final class ObjectMaps {
  private final Syscalls syscalls;
  private final List<MapSpec> specs;
  private final LoadOptions options;
  private final MemoryLimit limit;
  private final LoadedObjects loaded;
  private final List<MapSpec> unpinned = new ArrayList<>();

  ObjectMaps(
      Syscalls syscalls,
      List<MapSpec> specs,
      LoadOptions options,
      MemoryLimit limit,
      LoadedObjects loaded) {
    this.syscalls = syscalls;
    this.specs = specs;
    this.options = options;
    this.limit = limit;
    this.loaded = loaded;
  }

  /**
   * Makes all, and fills them with variables and with one another.
   *
   * @param types the object's BTF in the kernel; null for none
   */
  void make(@Nullable Fd types) throws BpfException, PinMismatchException, LoadException {
    MapCreator creator = new MapCreator(syscalls, types);
    for (MapSpec spec : specs) {
      if (!isPinned(spec)) {
        make(spec, creator);
      }
    }
    for (MapSpec spec : specs) {
      if (spec.content() instanceof MapContent.InnerMaps(_, var slots) && !slots.isEmpty()) {
        new MapFiller(loaded.map(spec.name())).slots(slots, name -> loaded.map(name).fd().number());
      }
    }
  }

  private void make(MapSpec spec, MapCreator creator) throws BpfException {
    String name = MapNames.of(spec, options.name());
    BpfMap map = limit.lifting(() -> creator.create(spec, name));
    loaded.add(spec.name(), map);
    if (spec.content() instanceof MapContent.Variables variables) {
      new MapFiller(map).variables(variables);
    }
  }

  private boolean isPinned(MapSpec spec) throws BpfException, PinMismatchException, LoadException {
    Path chosen = options.reused().get(spec.name());
    if (chosen != null) {
      requireNoLink(spec, chosen);
      loaded.add(spec.name(), BpfMap.openPinnedOfAnySize(syscalls, chosen, spec));
      return true;
    }
    if (spec.pinning() != Pinning.BY_NAME) {
      return false;
    }
    Path path = pinOf(spec);
    requireNoLink(spec, path);
    try {
      loaded.add(spec.name(), BpfMap.openPinned(syscalls, path, spec));
      return true;
    } catch (BpfException e) {
      if (!e.errno().equals(Errno.ENOENT)) {
        throw e;
      }
      unpinned.add(spec);
      return false;
    }
  }

  /** BPF_OBJ_GET would follow it to wherever whoever made it wants. */
  private void requireNoLink(MapSpec spec, Path path) throws LoadException {
    if (Pins.isLink(syscalls, path)) {
      throw new LoadException("map " + spec.name() + ": " + path + " is a symbolic link");
    }
  }

  /** Fills prog arrays with the programs, which are loaded by now. */
  void fillWithPrograms() throws BpfException {
    for (MapSpec spec : specs) {
      if (spec.content() instanceof MapContent.Programs(var slots) && !slots.isEmpty()) {
        new MapFiller(loaded.map(spec.name()))
            .slots(slots, name -> loaded.program(name).fd().number());
      }
    }
  }

  /** Pins what asks for it and was not pinned yet: all of it, or nothing. */
  void pin() throws BpfException {
    List<Path> pinned = new ArrayList<>();
    try {
      for (MapSpec spec : unpinned) {
        loaded.map(spec.name()).pin(pinOf(spec));
        pinned.add(pinOf(spec));
      }
    } catch (BpfException e) {
      pinned.forEach(path -> Pins.removeQuietly(syscalls, path));
      throw e;
    }
  }

  private Path pinOf(MapSpec spec) {
    return options.pins().resolve(spec.name());
  }
}
