package io.packetframe.fastpath;

import io.packetframe.PacketFrameException;
import io.packetframe.bpf.LoadOptions;
import io.packetframe.bpf.VerifierStatistics;
import io.packetframe.sys.linux.Syscalls;
import java.util.Map;
import java.util.Optional;

/** Asks this kernel whether it takes the data path: loads it, attaches nothing, lets it go. */
public final class TrialLoad {
  private TrialLoad() {}

  /**
   * Loads one form as a start of it would, but with maps no larger than they were compiled.
   *
   * @return what the verifier counted, by the names of the programs
   * @throws PacketFrameException if the kernel refuses it, or this installation has none
   */
  public static Map<String, VerifierStatistics> of(Syscalls syscalls, Stages stages)
      throws PacketFrameException {
    LoadOptions options = LoadOptions.defaults().withStatistics();
    try (LoadedStages loaded = new StageLoader(syscalls, options).load(Optional.of(stages))) {
      return Map.copyOf(loaded.object().statistics());
    }
  }
}
