package io.packetframe.btf;

/** Why a relocation cannot be done; {@link CoreRelocator} says which one. */
final class CoreProblem extends Exception {
  private static final long serialVersionUID = 1L;

  CoreProblem(String message) {
    super(message);
  }

  String problem() {
    return String.valueOf(getMessage());
  }
}
