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
    /** The kernel took a fault in its own code. */
    OOPS("oops"),
    /** The kernel found itself where it must never be: BUG, bad page. */
    BUG("BUG"),
    /** A processor that does not let RCU go on. */
    RCU_STALL("RCU stall"),
    /** A processor that runs no other task. */
    SOFT_LOCKUP("soft lockup"),
    /** A processor that takes no interrupt. */
    HARD_LOCKUP("hard lockup"),
    /** A task that waits and cannot be killed. */
    HUNG_TASK("hung task"),
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
