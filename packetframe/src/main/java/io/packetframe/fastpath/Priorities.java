package io.packetframe.fastpath;

import java.util.List;

/**
 * The PCP that an egress device sends for each PCP that came.
 *
 * @param nibbles four bits for each, that of PCP 0 the lowest
 */
public record Priorities(int nibbles) {
  /** Every PCP stays as it came. */
  public static final Priorities KEPT = new Priorities(0x7654_3210);

  private static final int LEVELS = 8;

  /** Checks that each is a PCP. */
  public Priorities {
    if ((nibbles & 0x8888_8888) != 0) {
      throw new IllegalArgumentException("nibbles: a PCP is 0 to 7");
    }
  }

  /** Makes them of eight, that for PCP 0 first. */
  public static Priorities of(List<Integer> sent) {
    if (sent.size() != LEVELS) {
      throw new IllegalArgumentException("sent: eight");
    }
    Priorities all = KEPT;
    for (int came = 0; came < LEVELS; came++) {
      all = all.with(came, sent.get(came));
    }
    return all;
  }

  /** Returns the same but for one. */
  public Priorities with(int came, int sent) {
    if (came < 0 || came >= LEVELS || sent < 0 || sent >= LEVELS) {
      throw new IllegalArgumentException("a PCP is 0 to 7");
    }
    int shift = 4 * came;
    return new Priorities((nibbles & ~(0xf << shift)) | (sent << shift));
  }

  /** Returns the PCP that is sent for one that came. */
  public int sent(int came) {
    return (nibbles >>> (4 * came)) & 7;
  }
}
