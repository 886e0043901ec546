package io.packetframe.bpf;

import io.packetframe.PacketFrameException;
import io.packetframe.spec.MapContent;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.ObjectSpec;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.Syscalls;
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
  private final MemoryLimit limit;
  private final KernelFiles files = KernelFiles.ofThisKernel();
  private final LoadedObjects loaded;

  ObjectLoader(Syscalls syscalls, ObjectSpec object, LoadOptions options, LoadedObjects loaded) {
    this.syscalls = syscalls;
    this.object = object;
    this.options = options;
    this.limit = new MemoryLimit(syscalls);
    this.loaded = loaded;
  }

  void load() throws PacketFrameException {
    // All that can be refused without the kernel is refused before it is asked.
    List<ProgramSpec> programs = ChosenPrograms.of(object, options);
    GlobalVariables variables = GlobalVariables.of(object);
    LoadOptions complete = new ConfigurationValues(syscalls, files).addTo(options, object);
    List<MapSpec> specs = ChosenMaps.of(object, variables, complete);
    Feasible.require(specs, programs);

    ProgramTypes types = upload(specs, programs);
    ObjectMaps maps = new ObjectMaps(syscalls, specs, options, limit, loaded);
    maps.make(types == null ? null : types.btf());
    try (KernelTypes kernel = KernelTypes.ofThisKernel(syscalls)) {
      ProgramStage stage =
          new ProgramStage(object, options, kernel, new KernelSymbols(object, files, kernel));
      for (ProgramSpec program : programs) {
        ProgramAttributes attributes = stage.attributes(program, loaded.maps(), types);
        VerifiedProgram verified = limit.lifting(() -> load(attributes));
        loaded.add(program.name(), verified.program(), verified.statistics());
      }
    }
    maps.fillWithPrograms();
    maps.pin();
    publish(specs, variables);
  }

  private VerifiedProgram load(ProgramAttributes attributes) throws BpfException {
    return options.statistics()
        ? Program.loadWithStatistics(syscalls, attributes)
        : new VerifiedProgram(Program.load(syscalls, attributes), VerifierStatistics.NONE);
  }

  /** Types are for people, unless something cannot be made without them. */
  private @Nullable ProgramTypes upload(List<MapSpec> maps, List<ProgramSpec> programs)
      throws BpfException {
    if (object.btf().isEmpty()) {
      return null;
    }
    TypeUploader uploader = new TypeUploader(syscalls);
    try {
      ProgramTypes types = limit.lifting(() -> uploader.upload(object.btf().get(), programs));
      loaded.onClose(types.btf()::close);
      return types;
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
}
