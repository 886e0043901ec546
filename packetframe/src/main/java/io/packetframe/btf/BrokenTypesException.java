package io.packetframe.btf;

/**
 * A type of a {@link LazyBtf} turned out to be damaged when it was asked for, long after the file
 * was opened.
 */
public final class BrokenTypesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ObjectException problem;

  BrokenTypesException(ObjectException problem) {
    super(problem.getMessage(), problem);
    this.problem = problem;
  }

  /** Returns what is wrong, and where. */
  public ObjectException problem() {
    return problem;
  }
}
