package io.packetframe.spec;

/** What an instruction names, for the loader to fill in or only to know. */
public sealed interface Reference {

  /** Returns the index of the instruction, the first of the two where it takes two slots. */
  int instruction();

  /** A map: the loader puts its descriptor into the immediate (BPF_PSEUDO_MAP_FD is set). */
  record MapAddress(int instruction, String map) implements Reference {}

  /**
   * A global variable: the loader puts the map's descriptor into the immediate
   * (BPF_PSEUDO_MAP_VALUE is set); the offset stands in the second slot already.
   */
  record MapValue(int instruction, String map, int offset) implements Reference {}

  /** A call of a function in the same program: the instruction is complete. */
  record SubprogramCall(int instruction, String function, int start) implements Reference {}

  /** The address of a function in the same program, for a callback: the instruction is complete. */
  record SubprogramAddress(int instruction, String function, int start) implements Reference {}

  /**
   * The address of a variable or function of the kernel: the loader fills in both slots. Both
   * immediates are 0, as for one that is missing and weak.
   */
  record KernelAddress(int instruction, String symbol) implements Reference {}

  /** A call of a function of the kernel: the loader puts its id into the immediate. */
  record KernelCall(int instruction, String function) implements Reference {}
}
