package io.packetframe.fastpath;

import io.packetframe.PacketFrameException;
import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.BpfObject;
import io.packetframe.bpf.LoadOptions;
import io.packetframe.bpf.ProgramArray;
import io.packetframe.spec.ObjectSpec;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Syscalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Loads the data path in the best form that this kernel's verifier takes: one program before two,
 * frames of several buffers before none. The kernel is asked by trying, never by its version.
 */
final class StageLoader {
  private final Syscalls syscalls;
  private final LoadOptions common;
  private final boolean traced;
  private final List<String> refused = new ArrayList<>();

  /**
   * Makes a loader.
   *
   * @param common what is chosen for either form, such as the sizes of maps
   */
  StageLoader(Syscalls syscalls, LoadOptions common) {
    this(syscalls, common, false);
  }

  private StageLoader(Syscalls syscalls, LoadOptions common, boolean traced) {
    this.syscalls = syscalls;
    this.common = common;
    this.traced = traced;
  }

  /** Returns a loader of the build that writes its decisions down. */
  static StageLoader traced(Syscalls syscalls, LoadOptions common) {
    return new StageLoader(syscalls, common, true);
  }

  /**
   * Loads, with the second stage in its slot where there are two.
   *
   * @param forced the only form to try; empty: the second where the verifier refuses the first
   * @throws PacketFrameException if the kernel takes none of them; the failure is that of the last
   */
  LoadedStages load(Optional<Stages> forced) throws PacketFrameException {
    if (forced.isPresent()) {
      return load(forced.get());
    }
    try {
      return load(Stages.ONE);
    } catch (BpfException e) {
      if (e.log().isEmpty()) {
        // Not the verifier: the other form would fare no better.
        throw e;
      }
      refused.add(Stages.ONE.text() + " was refused: " + e.getMessage());
      return load(Stages.TWO);
    }
  }

  private LoadedStages load(Stages stages) throws PacketFrameException {
    ObjectSpec object = traced ? ShippedObject.traced(stages) : ShippedObject.of(stages);
    try {
      return withFragments(stages, object);
    } catch (BpfException e) {
      // Before 5.18 BPF_F_XDP_HAS_FRAGS is an unknown flag: EINVAL, and no verifier ran.
      if (!e.errno().equals(Errno.EINVAL) || !e.log().isEmpty()) {
        throw e;
      }
    }
    return load(stages, object, common, false);
  }

  private LoadedStages withFragments(Stages stages, ObjectSpec object) throws PacketFrameException {
    LoadOptions options = common.set("has_frags", 1);
    for (String program : stages.programs()) {
      options = options.section(program, "xdp.frags");
    }
    int flags = KernelContext.flagsOffset(syscalls);
    if (flags != 0) {
      try {
        return load(stages, object, options.set(KernelContext.VARIABLE, flags), true);
      } catch (BpfException e) {
        // A verifier that does not let programs see the context: they can ask for the same.
        if (e.log().isEmpty()) {
          throw e;
        }
      }
    }
    return load(stages, object, options, true);
  }

  private LoadedStages load(
      Stages stages, ObjectSpec object, LoadOptions options, boolean fragments)
      throws PacketFrameException {
    BpfObject loaded = BpfObject.load(syscalls, object, options);
    try {
      if (stages == Stages.TWO) {
        new ProgramArray(loaded.map(Stages.SECOND_MAP))
            .set(Stages.SECOND_SLOT, loaded.program(Stages.SECOND));
      }
      return new LoadedStages(loaded, stages, fragments, refused);
    } catch (BpfException e) {
      loaded.close();
      throw e;
    }
  }
}
