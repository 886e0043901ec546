package io.packetframe.btf;

/** The types ({@code .BTF}) or what refers to them ({@code .BTF.ext}) are at fault. */
public final class BtfException extends ObjectException {
  private static final long serialVersionUID = 1L;

  /** Makes one for that place; the texts are printable. */
  public BtfException(String section, long offset, String problem) {
    super("BTF", section, offset, problem);
  }
}
