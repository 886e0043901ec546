package io.packetframe.record;

/** The answer of one probe. */
public enum CapabilityStatus {
  /** The host has it. */
  PASS("pass"),
  /** The kernel itself says that it has no such thing, or a setting is wrong. */
  FAIL("fail"),
  /** The question could not be put, or the answer proves nothing. */
  UNKNOWN("unknown"),
  /** Not asked, by design. */
  DEFERRED("deferred");

  private final String word;

  CapabilityStatus(String word) {
    this.word = word;
  }

  /** Returns the word that stands in JSON. */
  public String word() {
    return word;
  }

  static CapabilityStatus ofWord(String word) throws RecordException {
    for (CapabilityStatus status : values()) {
      if (status.word.equals(word)) {
        return status;
      }
    }
    throw new RecordException("not a capability status: " + word, null);
  }
}
