package io.packetframe.record;

/** How a test ended in a guest. */
public enum TestVerdict {
  /** It did what it promises. */
  PASSED("passed"),
  /** It did not. */
  FAILED("failed"),
  /** It did not run, for a reason. */
  SKIPPED("skipped"),
  /** It did in one guest and did not in another of the same run. */
  FLAKY("flaky");

  private final String word;

  TestVerdict(String word) {
    this.word = word;
  }

  /** Returns the word that stands in JSON. */
  public String word() {
    return word;
  }

  static TestVerdict ofWord(String word) throws RecordException {
    for (TestVerdict outcome : values()) {
      if (outcome.word.equals(word)) {
        return outcome;
      }
    }
    throw new RecordException("not the outcome of a test: " + word, null);
  }
}
