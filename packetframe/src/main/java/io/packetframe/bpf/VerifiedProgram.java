package io.packetframe.bpf;

/**
 * A loaded program with what the verifier counted while it looked at it.
 *
 * @param program owned by whoever asked for it
 * @param statistics all empty where the kernel would not say
 */
public record VerifiedProgram(Program program, VerifierStatistics statistics)
    implements AutoCloseable {
  /** Closes the program. */
  @Override
  public void close() {
    program.close();
  }
}
