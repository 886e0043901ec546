package io.packetframe.bpf;

import io.packetframe.PacketFrameException;
import io.packetframe.spec.ProgramSpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fits a program to the running kernel: its symbols, and what it attaches to. */
final class ProgramStage {
  private final LoadOptions options;
  private final KernelSymbols symbols;

  ProgramStage(LoadOptions options, KernelSymbols symbols) {
    this.options = options;
    this.symbols = symbols;
  }

  ProgramAttributes attributes(
      ProgramSpec program, Map<String, BpfMap> maps, @Nullable ProgramTypes types)
      throws PacketFrameException {
    if (!program.coreRelocations().isEmpty()) {
      throw new LoadException(
          "program " + program.name() + " has CO-RE relocations: not supported yet");
    }
    AttachTarget target = options.targets().getOrDefault(program.name(), AttachTarget.none());
    return new ProgramAttributes(program, EncodedProgram.of(program, maps, symbols), target, types);
  }
}
