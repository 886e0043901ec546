package io.packetframe.bpf;

import io.packetframe.spec.MapContent;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.ObjectSpec;
import io.packetframe.spec.Pinning;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Syscalls;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a load, in the order that the kernel needs: maps before the programs that use them,
 * programs before the prog arrays that hold them, pins when nothing can fail any more but they.
 */
final class ObjectLoader {
  private final Syscalls syscalls;
  private final ObjectSpec object;
  private final LoadOptions options;
  private final LoadedObjects loaded;
  private final List<MapSpec> unpinned = new ArrayList<>();
  private @Nullable ProgramTypes types;

  ObjectLoader(Syscalls syscalls, ObjectSpec object, LoadOptions options, LoadedObjects loaded) {
    this.syscalls = syscalls;
    this.object = object;
    this.options = options;
    this.loaded = loaded;
  }

  void load() throws BpfException, PinMismatchException, LoadException {
    // All that can be refused without the kernel is refused before it is asked.
    List<ProgramSpec> programs = ChosenPrograms.of(object, options);
    GlobalVariables variables = GlobalVariables.of(object);
    List<MapSpec> maps = ChosenMaps.of(object, variables, options);
    Feasible.require(maps, programs);
    types = upload(maps, programs);
    for (MapSpec map : maps) {
      make(map);
    }
    for (MapSpec map : maps) {
      fillWithMaps(map);
    }
    for (ProgramSpec program : programs) {
      load(program);
    }
    for (MapSpec map : maps) {
      fillWithPrograms(map);
    }
    pin();
    publish(maps, variables);
  }

  /** Types are for people, unless something cannot be made without them. */
  private @Nullable ProgramTypes upload(List<MapSpec> maps, List<ProgramSpec> programs)
      throws BpfException {
    if (object.btf().isEmpty()) {
      return null;
    }
    try {
      ProgramTypes uploaded = new TypeUploader(syscalls).upload(object.btf().get(), programs);
      loaded.onClose(uploaded.btf()::close);
      return uploaded;
    } catch (BpfException e) {
      if (maps.stream().anyMatch(ObjectLoader::needsTypes)
          || programs.stream().anyMatch(ObjectLoader::needsTypes)) {
        throw e;
      }
      return null;
    }
  }

  private static boolean needsTypes(MapSpec map) {
    return switch (map.type()) {
      case SK_STORAGE, INODE_STORAGE, TASK_STORAGE, CGRP_STORAGE -> true;
      default -> false;
    };
  }

  private static boolean needsTypes(ProgramSpec program) {
    return program.type() == ProgramType.EXT;
  }

  private void make(MapSpec spec) throws BpfException, PinMismatchException {
    if (spec.pinning() == Pinning.BY_NAME) {
      Path path = pinOf(spec);
      try {
        loaded.add(spec.name(), BpfMap.openPinned(syscalls, path, spec));
        return;
      } catch (BpfException e) {
        if (!e.errno().equals(Errno.ENOENT)) {
          throw e;
        }
        unpinned.add(spec);
      }
    }
    BpfMap map = creator().create(spec, MapNames.of(spec, options.name()));
    loaded.add(spec.name(), map);
    if (spec.content() instanceof MapContent.Variables variables) {
      new MapFiller(map).variables(variables);
    }
  }

  private MapCreator creator() {
    return new MapCreator(syscalls, types == null ? null : types.btf());
  }

  private void fillWithMaps(MapSpec spec) throws BpfException {
    if (spec.content() instanceof MapContent.InnerMaps(_, var slots) && !slots.isEmpty()) {
      new MapFiller(loaded.map(spec.name())).slots(slots, name -> loaded.map(name).fd().number());
    }
  }

  private void load(ProgramSpec spec) throws BpfException, LoadException {
    AttachTarget target = options.targets().getOrDefault(spec.name(), AttachTarget.none());
    ProgramAttributes attributes =
        new ProgramAttributes(spec, EncodedProgram.of(spec, loaded.maps()), target, types);
    loaded.add(spec.name(), Program.load(syscalls, attributes));
  }

  private void fillWithPrograms(MapSpec spec) throws BpfException {
    if (spec.content() instanceof MapContent.Programs(var slots) && !slots.isEmpty()) {
      new MapFiller(loaded.map(spec.name()))
          .slots(slots, name -> loaded.program(name).fd().number());
    }
  }

  private void pin() throws BpfException {
    List<Path> pinned = new ArrayList<>();
    try {
      for (MapSpec spec : unpinned) {
        loaded.map(spec.name()).pin(pinOf(spec));
        pinned.add(pinOf(spec));
      }
    } catch (BpfException e) {
      for (Path path : pinned) {
        Pins.removeQuietly(syscalls, path);
      }
      throw e;
    }
  }

  private void publish(List<MapSpec> maps, GlobalVariables variables) {
    Map<String, DataSection> sections = new HashMap<>();
    for (MapSpec map : maps) {
      if (GlobalVariables.holdsVariables(map)) {
        boolean constant =
            map.content() instanceof MapContent.Variables content && content.constant();
        sections.put(map.name(), new DataSection(loaded.map(map.name()), constant, loaded));
      }
    }
    for (GlobalVariable variable : variables.all()) {
      DataSection section = Objects.requireNonNull(sections.get(variable.map()));
      loaded.add(variable.name(), new Variable(variable, section));
    }
  }

  private Path pinOf(MapSpec spec) {
    return options.pins().resolve(spec.name());
  }
}
