package io.packetframe.verifier.run;

import java.util.List;

/**
 * What came of a matrix.
 *
 * @param outcomes of the kernels that ran, in the order given
 * @param unavailable those that could not be had and only would have told
 */
public record MatrixResult(List<Outcome> outcomes, List<Unavailable> unavailable) {
  public MatrixResult {
    outcomes = List.copyOf(outcomes);
    unavailable = List.copyOf(unavailable);
  }
}
