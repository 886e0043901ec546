package io.packetframe.verifier.run;

import io.packetframe.verifier.kernel.Kernel;
import io.packetframe.verifier.kernel.KernelEntry;
import java.util.Collection;
import java.util.List;

/**
 * The kernels of one run.
 *
 * @param entries of the catalogue
 * @param own the user's, by path
 */
public record MatrixKernels(List<KernelEntry> entries, List<Kernel> own) {
  public MatrixKernels {
    entries = List.copyOf(entries);
    own = List.copyOf(own);
  }

  /** Returns those of the catalogue alone. */
  public static MatrixKernels of(Collection<KernelEntry> entries) {
    return new MatrixKernels(List.copyOf(entries), List.of());
  }
}
