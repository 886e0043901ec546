package io.packetframe.verifier.run;

/** Points in the life of a guest that a time ledger names, in their order. */
public enum Milestone {
  /** The kernel's first line on the console. */
  FIRST_KERNEL_LINE("firstKernelLine"),
  /** The first line of /init. */
  INIT("init"),
  /** The agent's first message: its JVM has started. */
  AGENT("agent"),
  /** The first result of a test. */
  FIRST_TEST("firstTest"),
  /** The last result of a test. */
  LAST_TEST("lastTest"),
  /** The shipped command has answered. */
  FEASIBILITY("feasibility"),
  /** QEMU is gone. */
  POWER_OFF("powerOff");

  private final String word;

  Milestone(String word) {
    this.word = word;
  }

  /** Returns the word that stands in JSON. */
  public String word() {
    return word;
  }
}
