package io.packetframe.bpf;

import io.packetframe.PacketFrameException;
import io.packetframe.btf.CoreRelocator;
import io.packetframe.spec.ObjectSpec;
import io.packetframe.spec.ProgramSpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fits a program to the running kernel: its types, its symbols, and what is attached to. */
final class ProgramStage {
  private final LoadOptions options;
  private final KernelTypes kernel;
  private final KernelSymbols symbols;
  private final @Nullable CoreRelocator relocator;

  ProgramStage(ObjectSpec object, LoadOptions options, KernelTypes kernel, KernelSymbols symbols) {
    this.options = options;
    this.kernel = kernel;
    this.symbols = symbols;
    this.relocator = object.btf().map(btf -> new CoreRelocator(btf, kernel)).orElse(null);
  }

  ProgramAttributes attributes(
      ProgramSpec program, Map<String, BpfMap> maps, @Nullable ProgramTypes types)
      throws PacketFrameException {
    ProgramSpec fitted = relocator == null ? program : relocator.relocate(program);
    return new ProgramAttributes(
        fitted, EncodedProgram.of(fitted, maps, symbols), target(program), types);
  }

  private AttachTarget target(ProgramSpec program) throws PacketFrameException {
    AttachTarget chosen = options.targets().get(program.name());
    return chosen == null ? kernel.target(program.section()) : chosen;
  }
}
