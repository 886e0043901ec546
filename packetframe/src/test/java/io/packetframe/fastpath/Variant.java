package io.packetframe.fastpath;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.BpfObject;
import io.packetframe.bpf.LoadOptions;
import io.packetframe.bpf.ProgramArray;
import io.packetframe.elf.ObjectFile;
import io.packetframe.spec.ObjectSpec;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.testing.LockedMemory;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** The objects that the sources of the data path make. */
enum Variant {
  ONE_PROGRAM("fast_path", false),
  TWO_STAGES("fast_path_two_stage", true),
  TRACED("fast_path_traced", false),
  TRACED_TWO_STAGES("fast_path_two_stage_traced", true);

  /** Those that forward; the traced ones tell a person why. */
  static final List<Variant> PRODUCTION = List.of(ONE_PROGRAM, TWO_STAGES);

  private final String name;
  private final boolean stages;

  Variant(String name, boolean stages) {
    this.name = name;
    this.stages = stages;
  }

  List<String> programs() {
    return stages ? List.of("fast_path", "finalize") : List.of("fast_path");
  }

  boolean hasStages() {
    return stages;
  }

  boolean isTraced() {
    return !PRODUCTION.contains(this);
  }

  /** Loads it, with its second stage in place; for frames in several buffers where there are. */
  BpfObject load() throws Exception {
    LockedMemory.lift();
    BpfObject object;
    try {
      object = load(looksIntoTheContext() ? withContext() : withFragments());
    } catch (BpfException e) {
      // Before 5.18 the flag is unknown.
      object = load(LoadOptions.defaults());
    }
    if (hasStages()) {
      new ProgramArray(object.map("MUTATION_PROGS")).set(0, object.program("finalize"));
    }
    return object;
  }

  private BpfObject load(LoadOptions options) throws Exception {
    return BpfObject.load(LinuxSystem.syscalls(), object(), options);
  }

  /** One of the two that are run side by side, so that each way is held against the other. */
  private boolean looksIntoTheContext() {
    return this == ONE_PROGRAM || this == TRACED_TWO_STAGES;
  }

  LoadOptions withContext() {
    return withFragments()
        .set(KernelContext.VARIABLE, KernelContext.flagsOffset(LinuxSystem.syscalls()));
  }

  LoadOptions withFragments() {
    LoadOptions options = LoadOptions.defaults().set("has_frags", 1);
    for (String program : programs()) {
      options = options.section(program, "xdp.frags");
    }
    return options;
  }

  ObjectSpec object() throws Exception {
    String resource = "/io/packetframe/bpf/objects/" + name + ".bpf.o";
    try (InputStream content =
        Objects.requireNonNull(Variant.class.getResourceAsStream(resource), resource)) {
      return ObjectFile.parse(content.readAllBytes());
    }
  }
}
