package io.packetframe.verifier.vm;

/**
 * A line of the kernel's after which nothing that follows can be believed.
 *
 * @param kind what happened
 * @param line the kernel's word
 */
public record ConsoleFault(Kind kind, String line) {
  /** The families of trouble that a kernel reports on its console. */
  public enum Kind {
    /** The kernel gave up. */
    PANIC("panic"),
    /** The kernel did something wrong and knows it: oops, BUG, bad page. */
    OOPS("oops"),
    /** A processor or task that does not move: soft lockup, RCU stall, hung task. */
    STALL("stall"),
    /** The guest has too little memory. */
    OUT_OF_MEMORY("out of memory");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** Returns how reports call it. */
    public String word() {
      return word;
    }
  }

  @Override
  public String toString() {
    return kind.word() + ": " + line;
  }
}
