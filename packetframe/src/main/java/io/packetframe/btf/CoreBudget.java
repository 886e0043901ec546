package io.packetframe.btf;

/**
 * How many types and members the relocations of an object may look at together: a forged one could
 * ask for all paths through types that contain each other.
 */
final class CoreBudget {
  static final int MAX_STEPS = 50_000_000;

  private int used;

  void step() throws CoreProblem {
    if (++used > MAX_STEPS) {
      throw new CoreProblem("expected at most " + MAX_STEPS + " types and members to compare");
    }
  }
}
