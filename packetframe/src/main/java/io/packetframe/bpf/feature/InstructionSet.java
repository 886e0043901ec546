package io.packetframe.bpf.feature;

/** Versions of the instruction set, as {@code clang -mcpu=} counts them (RFC 9669). */
public enum InstructionSet {
  /** As in Linux 3.18. */
  V1,
  /** Jumps for less than (Linux 4.14, commit 92b31a9af73b). */
  V2,
  /** Jumps that compare 32 bits (Linux 5.1, commit 092ed0968bb6). */
  V3,
  /**
   * Sign extension, signed division, byte swap and far jumps (Linux 6.6, commits 1f9a1ea821ff to
   * 4cd58e9af8b9).
   */
  V4
}
