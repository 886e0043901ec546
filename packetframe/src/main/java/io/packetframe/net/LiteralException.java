package io.packetframe.net;

/**
 * A text is not the literal it was read as. The message is the reason alone, as in "octet 300 is
 * above 255"; it never repeats control characters of the text.
 */
public final class LiteralException extends Exception {
  private static final long serialVersionUID = 1L;

  LiteralException(String reason) {
    // No stack trace: a hostile file makes thousands of these, and nobody reads where.
    super(reason, null, false, false);
  }

  /** Returns why the text was refused; never null. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
