package io.packetframe.fastpath;

import java.util.Optional;

/**
 * In which form the data path runs.
 *
 * @param stages the only ones to try; empty: the second where the verifier refuses the first
 * @param mayUseKernelVlans whether the kernel is asked for the device below a VLAN device, where it
 *     answers that (Linux 7.3) as we would; else our own map is
 */
public record FastPathForm(Optional<Stages> stages, boolean mayUseKernelVlans) {
  /** Returns the best that the kernel takes in these stages. */
  public static FastPathForm of(Optional<Stages> stages) {
    return new FastPathForm(stages, true);
  }
}
